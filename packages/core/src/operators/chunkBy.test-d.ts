import { expectTypeOf, test } from 'vitest'
import { chunkBy, dedupe, distinct, pipe, type Flow, type Seq } from '../index.ts'

declare const flow: Flow<string>

test('`chunkBy` gives the key and the items', () => {
  expectTypeOf(
    pipe(
      flow,
      chunkBy((text) => text.length),
    ),
  ).toEqualTypeOf<Flow<[key: number, items: string[]]>>()
})

test('`distinct` and `dedupe` keep the type of the items', () => {
  expectTypeOf(
    pipe(
      flow,
      distinct(),
      distinct((text) => text.length, { limit: 9 }),
      distinct(undefined, { limit: 9 }),
    ),
  ).toEqualTypeOf<Flow<string>>()
  expectTypeOf(
    pipe(
      [1],
      dedupe(),
      dedupe((n) => n % 2),
    ),
  ).toEqualTypeOf<Seq<number>>()
})

test('an async callback is an error: promises are never the same key', () => {
  pipe(
    flow,
    // @ts-expect-error use mapAsync, then chunkBy
    chunkBy(async (text) => text.length),
  )
  pipe(
    flow,
    // @ts-expect-error use mapAsync, then distinct
    distinct(async (text) => text.length),
  )
  pipe(
    flow,
    // @ts-expect-error use mapAsync, then dedupe
    dedupe(async (text) => text.length),
  )
})
