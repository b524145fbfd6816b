import { expectTypeOf, test } from 'vitest'
import { last, pipe, toMap, toSet, type Flow, type Sink } from '../index.ts'

declare const entries: readonly (readonly [string, number])[]
declare const flow: Flow<string>

test('entries give their types', () => {
  expectTypeOf(pipe(entries, toMap())).toEqualTypeOf<Map<string, number>>()
  expectTypeOf(pipe(new Map([['a', 1]]), toMap())).toEqualTypeOf<Map<string, number>>()
  const pairs = [
    ['a', 1],
    ['b', true],
  ] as const
  expectTypeOf(pipe(pairs, toMap())).toEqualTypeOf<Map<'a' | 'b', 1 | true>>()
  expectTypeOf(toMap<string, number>()).toEqualTypeOf<
    Sink<readonly [key: string, value: number], Map<string, number>>
  >()
})

test('items that are no pairs are an error', () => {
  // @ts-expect-error a string is no pair
  pipe(flow, toMap())
})

test('the key and the value have the types that the callbacks return', () => {
  const byLength = pipe(
    flow,
    toMap((text) => {
      expectTypeOf(text).toEqualTypeOf<string>()
      return text.length
    }),
  )
  expectTypeOf(byLength).toEqualTypeOf<Promise<Map<number, string>>>()
  const initials = pipe(
    ['a'],
    toMap(
      (text) => text.length,
      (text) => {
        expectTypeOf(text).toEqualTypeOf<string>()
        return text.startsWith('a')
      },
    ),
  )
  expectTypeOf(initials).toEqualTypeOf<Map<number, boolean>>()
})

test('an async callback is an error', () => {
  pipe(
    ['a'],
    // @ts-expect-error use mapAsync, then toMap
    toMap(async (text) => text.length),
  )
  pipe(
    ['a'],
    // @ts-expect-error use mapAsync, then toMap
    toMap(String, async (text: string) => text.length),
  )
  pipe(
    ['a'],
    // @ts-expect-error use mapAsync, then toMap
    toMap(async (text: string) => text.length, String),
  )
})

test('`toSet` and `last` keep the type of the items', () => {
  expectTypeOf(pipe(flow, toSet())).toEqualTypeOf<Promise<Set<string>>>()
  expectTypeOf(pipe(['a', 1] as const, last())).toEqualTypeOf<'a' | 1 | undefined>()
})
