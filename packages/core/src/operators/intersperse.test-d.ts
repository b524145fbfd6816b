import { expectTypeOf, test } from 'vitest'
import { intersperse, pipe, type Flow, type Seq } from '../index.ts'

declare const flow: Flow<string>

test('`intersperse` adds the type of its separator', () => {
  expectTypeOf(pipe(['a'], intersperse(0))).toEqualTypeOf<Seq<string | number>>()
  expectTypeOf(pipe(flow, intersperse('|'))).toEqualTypeOf<Flow<string>>()
  // @ts-expect-error the separator is required
  intersperse()
})
