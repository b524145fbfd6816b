import { expectTypeOf, test } from 'vitest'
import { flatten, map, pipe, type Flow, type Seq } from '../index.ts'

declare const flow: Flow<string>
declare const nested: readonly (readonly number[] | Set<string>)[]

test('the items are those of the items', () => {
  expectTypeOf(pipe([[1], [2]], flatten())).toEqualTypeOf<Seq<number>>()
  expectTypeOf(pipe(nested, flatten())).toEqualTypeOf<Seq<number | string>>()
  expectTypeOf(
    pipe(
      flow,
      map((text) => new Map([[text, 1]])),
      flatten(),
    ),
  ).toEqualTypeOf<Flow<[string, number]>>()
})

test('one level is opened', () => {
  expectTypeOf(pipe([[[1]], [['a']]], flatten())).toEqualTypeOf<Seq<number[] | string[]>>()
})

test('strings, and what is not iterable, are an error', () => {
  // @ts-expect-error its characters are hardly meant
  pipe(['abc'], flatten())
  // @ts-expect-error a number is not iterable
  pipe([1], flatten())
  // @ts-expect-error one of them may be a string
  pipe([['a'], 'b'], flatten())
})
