import { expectTypeOf, test } from 'vitest'
import { filter, pipe, type Flow, type Seq } from '../index.ts'

declare const mixed: readonly (string | number | undefined)[]
declare const flow: Flow<string | undefined>

test('the items keep their type', () => {
  const kept = pipe(
    [1],
    filter((n, index) => {
      expectTypeOf(index).toEqualTypeOf<number>()
      return n > 1
    }),
  )
  expectTypeOf(kept).toEqualTypeOf<Seq<number>>()
})

test('a type predicate narrows them', () => {
  const isString = (item: unknown): item is string => typeof item === 'string'
  expectTypeOf(
    pipe(
      mixed,
      filter((item): item is string => typeof item === 'string'),
    ),
  ).toEqualTypeOf<Seq<string>>()
  expectTypeOf(
    pipe(
      flow,
      filter((item): item is string => item !== undefined),
    ),
  ).toEqualTypeOf<Flow<string>>()
  expectTypeOf(pipe(mixed, filter(isString))).toEqualTypeOf<Seq<string>>()
})

test('a predicate that the compiler finds by itself narrows them too', () => {
  expectTypeOf(
    pipe(
      mixed,
      filter((item) => item !== undefined),
    ),
  ).toEqualTypeOf<Seq<string | number>>()
})

test('any result is taken as true or false', () => {
  expectTypeOf(
    pipe(
      ['a'],
      filter((text) => text.length),
    ),
  ).toEqualTypeOf<Seq<string>>()
})

test('an async callback is an error: its promise would always be true', () => {
  const made = filter(async (n: number) => n > 1)
  // @ts-expect-error use filterAsync
  pipe([1], made)
  pipe(
    [1],
    // @ts-expect-error use filterAsync
    filter(async (n) => n > 1),
  )
})
