import { expectTypeOf, test } from 'vitest'
import { pipe, reduce, type Flow } from '../index.ts'

declare const flow: Flow<string>

test('with an initial value the result has its type', () => {
  const longest = pipe(
    flow,
    reduce((most, text, index) => {
      expectTypeOf(most).toEqualTypeOf<number>()
      expectTypeOf(text).toEqualTypeOf<string>()
      expectTypeOf(index).toEqualTypeOf<number>()
      return Math.max(most, text.length)
    }, 0),
  )
  expectTypeOf(longest).toEqualTypeOf<Promise<number>>()
})

test('without one the result is an item', () => {
  expectTypeOf(
    pipe(
      ['a'],
      reduce((left, right) => left + right),
    ),
  ).toEqualTypeOf<string>()
})

test('an async callback is an error', () => {
  pipe(
    ['a'],
    // @ts-expect-error the accumulator would be a promise
    reduce(async (count) => count + 1, 0),
  )
  pipe(
    ['a'],
    // @ts-expect-error the accumulator would be a promise
    reduce(async (left, right) => left + right),
  )
})

test('a missing callback is an error', () => {
  // @ts-expect-error the callback is required
  reduce()
})
