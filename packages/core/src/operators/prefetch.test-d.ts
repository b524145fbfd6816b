import { expectTypeOf, test } from 'vitest'
import { pipe, prefetch, type Flow, type Many, type Operator } from '../index.ts'

test('the items keep their type, and the pipeline becomes asynchronous', () => {
  expectTypeOf(pipe(['a', 'b'] as const, prefetch(2))).toEqualTypeOf<Flow<'a' | 'b'>>()
})

test('alone it is an operator of the kind that waits', () => {
  expectTypeOf(prefetch<number>(2)).toEqualTypeOf<Operator<number, Many<number>, 'async'>>()
})

test('a bad argument is an error', () => {
  // @ts-expect-error a number is required
  prefetch('2')
  // @ts-expect-error the count is required
  prefetch()
})

test('`size` is told of the items', () => {
  expectTypeOf(pipe(['a'], prefetch(9, { size: (text) => text.length }))).toEqualTypeOf<
    Flow<string>
  >()
  // @ts-expect-error a size is a number
  pipe(['a'], prefetch(9, { size: (text) => text }))
})
