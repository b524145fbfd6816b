import { expectTypeOf, test } from 'vitest'
import { pipe, takeWhile, type Flow, type Seq } from '../index.ts'

declare const mixed: readonly (string | number)[]
declare const flow: Flow<string>

test('the items keep their type', () => {
  expectTypeOf(
    pipe(
      flow,
      takeWhile((text, index) => text.length > index),
    ),
  ).toEqualTypeOf<Flow<string>>()
})

test('a type predicate narrows them', () => {
  expectTypeOf(
    pipe(
      mixed,
      takeWhile((item): item is string => typeof item === 'string'),
    ),
  ).toEqualTypeOf<Seq<string>>()
})

test('an async callback is an error', () => {
  const made = takeWhile(async (n: number) => n > 1)
  // @ts-expect-error its promise would always be true
  pipe([1], made)
  pipe(
    [1],
    // @ts-expect-error its promise would always be true
    takeWhile(async (n) => n > 1),
  )
})
