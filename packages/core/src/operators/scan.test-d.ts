import { expectTypeOf, test } from 'vitest'
import { pipe, scan, type Flow, type Seq } from '../index.ts'

declare const flow: Flow<string>

test('with an initial value the items have its type', () => {
  expectTypeOf(
    pipe(
      flow,
      scan((most, text, index) => {
        expectTypeOf(most).toEqualTypeOf<number>()
        expectTypeOf(text).toEqualTypeOf<string>()
        expectTypeOf(index).toEqualTypeOf<number>()
        return Math.max(most, text.length)
      }, 0),
    ),
  ).toEqualTypeOf<Flow<number>>()
})

test('without one they keep their type', () => {
  expectTypeOf(
    pipe(
      ['a'],
      scan((left, right) => left + right),
    ),
  ).toEqualTypeOf<Seq<string>>()
})

test('an async callback is an error', () => {
  pipe(
    ['a'],
    // @ts-expect-error the accumulator would be a promise
    scan(async (count) => count + 1, 0),
  )
  pipe(
    ['a'],
    // @ts-expect-error the accumulator would be a promise
    scan(async (left, right) => left + right),
  )
})
