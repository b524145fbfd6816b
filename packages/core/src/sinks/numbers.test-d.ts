import { expectTypeOf, test } from 'vitest'
import {
  histogram,
  pipe,
  quantiles,
  stats,
  sum,
  type AggregateSink,
  type Bucket,
  type CompensatedSum,
  type Flow,
  type HistogramOptions,
  type QuantilesOptions,
  type Stats,
} from '../index.ts'

declare const words: Flow<string>

test('numbers need no options', () => {
  expectTypeOf(pipe([1], sum())).toEqualTypeOf<number>()
  expectTypeOf(pipe([1], stats())).toEqualTypeOf<Stats>()
  expectTypeOf(pipe([1], histogram({ width: 1 }))).toEqualTypeOf<Bucket[]>()
  expectTypeOf(sum()).toEqualTypeOf<AggregateSink<number, CompensatedSum, number>>()
})

test('there is one quantile for each probability', () => {
  expectTypeOf(pipe([1], quantiles([0.5, 0.9]))).toEqualTypeOf<
    [number | undefined, number | undefined]
  >()
  const asked: readonly number[] = [0.5]
  expectTypeOf(pipe([1], quantiles(asked, { accuracy: 0.1 }))).toEqualTypeOf<
    (number | undefined)[]
  >()
})

test('the item of `by` is inferred', () => {
  expectTypeOf(pipe(words, sum({ by: (word) => word.length }))).resolves.toEqualTypeOf<number>()
  expectTypeOf(pipe(words, stats({ by: (word) => word.length }))).resolves.toEqualTypeOf<Stats>()
  const buckets = pipe(words, histogram({ bounds: [1], by: (word) => word.length }))
  expectTypeOf(buckets).resolves.toEqualTypeOf<Bucket[]>()
  const [median] = pipe(['a'], quantiles([0.5], { by: (word) => word.length }))
  expectTypeOf(median).toEqualTypeOf<number | undefined>()
})

test('options of numbers may have a name', () => {
  const widths: HistogramOptions<number> = { width: 1 }
  expectTypeOf(pipe([1], histogram(widths))).toEqualTypeOf<Bucket[]>()
  const exact: QuantilesOptions<number> = { accuracy: 0.001 }
  expectTypeOf(pipe([1], quantiles([0.5], exact))).toEqualTypeOf<[number | undefined]>()
  // @ts-expect-error strings are no numbers
  pipe(words, histogram(widths))
})

test('other items need `by`, and bigints have no sum here', () => {
  // @ts-expect-error strings are no numbers
  pipe(words, sum())
  // @ts-expect-error strings are no numbers
  pipe(words, stats())
  // @ts-expect-error strings are no numbers
  pipe(words, histogram({ width: 1 }))
  // @ts-expect-error strings are no numbers
  pipe(words, quantiles([0.5]))
  // @ts-expect-error bigints are no numbers
  pipe([1n], sum())
})

test('an async callback is an error: a promise is no number', () => {
  // @ts-expect-error use mapAsync before it
  sum({ by: async (word: string) => word.length })
  // @ts-expect-error use mapAsync before it
  stats({ by: async (word: string) => word.length })
  // @ts-expect-error use mapAsync before it
  histogram({ width: 1, by: async (word: string) => word.length })
  // @ts-expect-error use mapAsync before it
  quantiles([0.5], { by: async (word: string) => word.length })
})
