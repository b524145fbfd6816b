import { expectTypeOf, test } from 'vitest'
import { enumerate, map, pipe, type Flow, type Seq } from '../index.ts'

declare const flow: Flow<string>

test('`enumerate` gives a number and the item', () => {
  expectTypeOf(
    pipe(
      flow,
      enumerate(1),
      map(([line, text]) => text.repeat(line)),
    ),
  ).toEqualTypeOf<Flow<string>>()
  expectTypeOf(pipe(['a'] as const, enumerate())).toEqualTypeOf<Seq<[number: number, item: 'a']>>()
})
