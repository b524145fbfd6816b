import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { mergedOverWire } from '../testSupport.ts'
import { combine } from './combine.ts'
import { count } from './count.ts'
import { histogram } from './histogram.ts'
import { quantiles } from './quantiles.ts'
import { stats } from './stats.ts'
import { sum } from './sum.ts'

const parts = <T>(items: fc.Arbitrary<T>): fc.Arbitrary<T[][]> => fc.array(fc.array(items))
const anyNumber = fc.oneof(fc.double(), fc.integer({ min: -9, max: 9 }))

/** The same, or both finite and no further from each other than the error. */
function isWithin(
  error: number,
  actual: number | undefined,
  expected: number | undefined,
): boolean {
  if (actual === undefined || !Number.isFinite(expected)) return Object.is(actual, expected)
  return Math.abs(actual - (expected as number)) <= error
}

/** Numbers in units of 2 ** -40: sums of them are exact as bigints. */
const units = fc
  .tuple(fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n }), fc.bigInt({ min: 0n, max: 60n }))
  .map(([mantissa, shift]) => mantissa << shift)
const toNumber = (unit: bigint): number => Number(unit) * 2 ** -40

test('`sum` is as near to the exact sum as rounding allows, and so is a merge of any parts', () => {
  fc.assert(
    fc.property(parts(units), (all) => {
      const numbers = all.map((part) => part.map(toNumber))
      const exact = toNumber(all.flat().reduce((total, unit) => total + unit, 0n))
      const magnitude = numbers.flat().reduce((total, n) => total + Math.abs(n), 0)
      // One rounding of the result, and what is lost of second order.
      const error = Math.abs(exact) * 2 ** -52 + magnitude * (numbers.flat().length + 9) * 2 ** -100
      expect(Math.abs(pipe(numbers.flat(), sum()) - exact)).toBeLessThanOrEqual(error)
      expect(Math.abs(mergedOverWire(sum(), numbers) - exact)).toBeLessThanOrEqual(error)
    }),
  )
})

test('`stats` gives what two passes give, and a merge of any parts nearly the same', () => {
  const numbers = parts(fc.double({ min: -1e6, max: 1e6, noNaN: true }))
  fc.assert(
    fc.property(numbers, (all) => {
      const items = all.flat()
      const mean = items.reduce((total, n) => total + n, 0) / items.length
      const squares = items.reduce((total, n) => total + (n - mean) ** 2, 0)
      for (const result of [pipe(items, stats()), mergedOverWire(stats(), all)]) {
        expect(result.count).toBe(items.length)
        expect(result.min).toBe(items.length ? Math.min(...items) : undefined)
        expect(result.max).toBe(items.length ? Math.max(...items) : undefined)
        const variance = items.length > 1 ? squares / (items.length - 1) : undefined
        expect(isWithin(1e-8, result.mean, items.length > 0 ? mean : undefined)).toBe(true)
        const error = 1e-9 * (variance ?? 0) + 1e-6
        expect(isWithin(error, result.variance, variance)).toBe(true)
      }
    }),
  )
})

test('`histogram` counts each number where it belongs, and merges exactly', () => {
  const bounds = fc
    .uniqueArray(fc.double({ noNaN: true }), { minLength: 1 })
    .map((all) => [...new Set(all.map((n) => n + 0))].toSorted((a, b) => a - b))
  const width = fc.double({ min: 1e-3, max: 1e3, noNaN: true })
  const options = fc.oneof(fc.record({ bounds }), fc.record({ width }))
  // Beyond 2 ** 53 widths two edges are the same number.
  const numbers = fc.oneof(
    fc.double({ min: -1e9, max: 1e9 }),
    fc.integer({ min: -9, max: 9 }),
    fc.constantFrom(-Infinity, Infinity, Number.NaN),
  )
  fc.assert(
    fc.property(options, parts(numbers), (chosen, all) => {
      const sink = histogram(chosen)
      const buckets = pipe(all.flat(), sink)
      expect(mergedOverWire(sink, all)).toEqual(buckets)
      // Buckets ascend, and each begins where the one before it ends at the earliest.
      const placeOf = (n: number): number =>
        buckets.findLastIndex(({ from }) => (Number.isNaN(n) ? Number.isNaN(from) : from <= n))
      for (const [place, { from, to, count: counted }] of buckets.entries()) {
        const inside = all.flat().filter((n) => placeOf(n) === place)
        expect(counted).toBe(inside.length)
        expect(
          inside.every((n) => Number.isNaN(n) || n === from || n < to || to === Infinity),
        ).toBe(true)
      }
      expect(buckets.reduce((total, bucket) => total + bucket.count, 0)).toBe(all.flat().length)
    }),
  )
})

test('`quantiles` are within their accuracy of the exact ones, and merge exactly', () => {
  const accuracies = fc.constantFrom(0.001, 0.01, 0.1, 0.5)
  const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }))
  // A subnormal number has no digits left for a relative error.
  const numbers = anyNumber.map((n) => (Math.abs(n) < 2 ** -1000 ? 0 : n))
  fc.assert(
    fc.property(parts(numbers), probabilities, accuracies, (all, asked, accuracy) => {
      const sink = quantiles(asked, { accuracy })
      const results: (number | undefined)[] = pipe(all.flat(), sink)
      expect(mergedOverWire(sink, all)).toEqual(results)
      const sorted = all.flat().toSorted((a, b) => a - b)
      const nan = sorted.some(Number.isNaN)
      for (const [index, probability] of asked.entries()) {
        const exact = nan ? Number.NaN : sorted[Math.floor(probability * (sorted.length - 1))]
        const error = accuracy * Math.abs(exact ?? 0) * (1 + 1e-9)
        expect(isWithin(error, results[index], exact)).toBe(true)
      }
    }),
  )
})

test('`combine` gives what each of its aggregates gives, and merges as they do', () => {
  const options = { bounds: [-1, 0, 1] }
  const combined = combine({ n: count(), buckets: histogram(options), half: quantiles([0.5]) })
  fc.assert(
    fc.property(parts(anyNumber), (all) => {
      const items = all.flat()
      const expected = {
        n: items.length,
        buckets: pipe(items, histogram(options)),
        half: pipe(items, quantiles([0.5])),
      }
      expect(pipe(items, combined)).toEqual(expected)
      expect(mergedOverWire(combined, all)).toEqual(expected)
    }),
  )
})
