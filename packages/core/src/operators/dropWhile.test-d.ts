import { expectTypeOf, test } from 'vitest'
import { dropWhile, pipe, slice, type Flow, type Seq } from '../index.ts'

declare const flow: Flow<string>

test('the items keep their type', () => {
  expectTypeOf(
    pipe(
      flow,
      dropWhile((text, index) => text.length > index),
      slice(1, 2),
    ),
  ).toEqualTypeOf<Flow<string>>()
})

test('a type predicate tells nothing of the items after the first', () => {
  expectTypeOf(
    pipe(
      ['a', undefined],
      dropWhile((item) => item === undefined),
    ),
  ).toEqualTypeOf<Seq<string | undefined>>()
})

test('an async callback is an error', () => {
  pipe(
    [1],
    // @ts-expect-error its promise would always be true
    dropWhile(async (n) => n > 1),
  )
})

test('`slice` requires its start, and numbers', () => {
  // @ts-expect-error the start is required
  slice()
  // @ts-expect-error a number is required
  slice(0, '1')
})
