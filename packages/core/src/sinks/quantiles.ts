import { checkOptions, show } from '../kernel/check.ts'
import { aggregate, type AggregateSink } from './aggregate.ts'
import { countBy, type Counts } from './countBy.ts'
import { numberOf, type NumberOptions } from './numbers.ts'

/**
 * The options of {@link quantiles}.
 *
 * @example
 * ```ts
 * import { pipe, quantiles, range, type QuantilesOptions } from '@rivulet/core'
 *
 * // Only what has the same accuracy merges: it is told in one place.
 * const exact: QuantilesOptions<number> = { accuracy: 0.001 }
 * const [median] = pipe(range(0, 1001), quantiles([0.5], exact))
 * console.log(median?.toFixed()) // 500
 * ```
 */
export interface QuantilesOptions<A> extends Partial<NumberOptions<A>> {
  /**
   * How far a result may be from the true one, as a part of it: from 0.0001 to 0.5.
   * @default 0.01
   */
  readonly accuracy?: number
}

/**
 * One result for each probability; `undefined` if there were no items.
 *
 * @example
 * ```ts
 * import { pipe, quantiles, range, type Quantiles } from '@rivulet/core'
 *
 * // As many results as probabilities, each with a place of its own.
 * const ASKED = [0.5, 0.99] as const
 * function show([median, most]: Quantiles<typeof ASKED>): string {
 *   return `p50 ${median?.toFixed()} ms, p99 ${most?.toFixed()} ms`
 * }
 *
 * console.log(show(pipe(range(0, 1001), quantiles(ASKED)))) // p50 498 ms, p99 983 ms
 * ```
 */
export type Quantiles<P extends readonly number[]> = {
  -readonly [I in keyof P]: number | undefined
}

/**
 * Gives quantiles of numbers: what a part of them, such as 0.99, is not above. A result `x̂` is within
 * `accuracy` of the item `x` that has the rank `floor(p · (n - 1))` among all `n`, counted from 0:
 * `|x̂ - x| ≤ accuracy · |x|`, but for rounding. 0 and the infinities are exact; a NaN among the items makes all of them
 * NaN. A merge of any parts is exactly what one pass gives.
 *
 * Memory is one count for each bucket in use, and buckets grow with the numbers: at 1 %, 116 for each
 * power of ten that the items span, and 72,700 for all positive numbers there are; as many
 * for the negative ones. Half the accuracy is twice the buckets.
 *
 * It is DDSketch without its limit of buckets (C. Masson, J. E. Rim, H. K. Lee, "DDSketch: a fast and
 * fully-mergeable quantile sketch with relative-error guarantees", PVLDB 12(12), 2019).
 * @param probabilities from 0 to 1; 0.5 is the median
 * @throws TypeError for arguments of the wrong shape and at an item that is not a number, RangeError for
 *   a probability or an accuracy out of range
 *
 * @example
 * ```ts
 * import { pipe, quantiles, range } from '@rivulet/core'
 *
 * const [median, most] = pipe(range(0, 1001), quantiles([0.5, 0.99]))
 * console.log(median?.toFixed(), most?.toFixed()) // 498 983
 * ```
 */
export function quantiles<const P extends readonly number[]>(
  probabilities: P,
  options?: QuantilesOptions<number> & { readonly by?: never },
): AggregateSink<number, Counts<number>, Quantiles<P>>
export function quantiles<A, const P extends readonly number[]>(
  probabilities: P,
  options: QuantilesOptions<A> & NumberOptions<A>,
): AggregateSink<A, Counts<number>, Quantiles<P>>
// For options with a name: see `histogram`.
export function quantiles<const P extends readonly number[]>(
  probabilities: P,
  options: QuantilesOptions<number>,
): AggregateSink<number, Counts<number>, Quantiles<P>>
export function quantiles<A, const P extends readonly number[]>(
  probabilities: P,
  options: QuantilesOptions<A> = {},
): AggregateSink<A, Counts<number>, Quantiles<P>> {
  checkProbabilities(probabilities)
  checkOptions('quantiles', options)
  const asked = [...probabilities]
  const { bucketOf, valueOf } = logarithmic(checkAccuracy(options.accuracy ?? 0.01))
  const toNumber = numberOf('quantiles', options)
  const counted = countBy((item: A): number => bucketOf(toNumber(item)))
  return aggregate<A, Counts<number>, Quantiles<P>>({
    ...counted,
    finish: (state) => {
      const counts = counted.finish(state)
      const results = counts.has(Number.NaN)
        ? asked.map(() => Number.NaN)
        : bucketsAt(asked, counts).map((bucket) =>
            bucket === undefined ? undefined : valueOf(bucket),
          )
      return results as Quantiles<P>
    },
  })
}

/**
 * Buckets that ascend with the numbers, so that a bucket is no wider than twice `accuracy`: 0 for 0, n for
 * what is above `base ** (n - shift - 1)` and up to `base ** (n - shift)`, and -n for the same below 0.
 */
function logarithmic(accuracy: number) {
  const growth = Math.log1p((2 * accuracy) / (1 - accuracy)) // of base = (1 + accuracy) / (1 - accuracy)
  const shift = 1 + Math.ceil(-Math.log(Number.MIN_VALUE) / growth)
  return {
    bucketOf: (n: number): number => {
      if (n === 0) return 0
      const distance = shift + Math.ceil(Math.log(Math.abs(n)) / growth)
      return n < 0 ? -distance : distance
    },
    valueOf: (bucket: number): number => {
      const exponent = Math.abs(bucket) - shift
      if (bucket === 0 || exponent === Infinity) return bucket
      // The point as far from one end of the bucket as from the other, relative to them. The greatest
      // bucket reaches beyond the greatest number.
      const value = Math.min(Math.exp((exponent - 1) * growth) * (1 + accuracy), Number.MAX_VALUE)
      return bucket < 0 ? -value : value
    },
  }
}

/** In which bucket the item of each probability is. */
function bucketsAt(
  probabilities: readonly number[],
  counts: ReadonlyMap<number, number>,
): (number | undefined)[] {
  const ascending = [...counts].toSorted(([a], [b]) => a - b)
  const ends: number[] = []
  let total = 0
  for (const [, count] of ascending) ends.push((total += count))
  return probabilities.map((probability) => {
    const rank = Math.floor(probability * (total - 1))
    return ascending[ends.findIndex((end) => rank < end)]?.[0]
  })
}

function checkProbabilities(probabilities: unknown): void {
  if (!Array.isArray(probabilities)) {
    throw new TypeError(
      `quantiles: probabilities must be an array of numbers, got ${show(probabilities)}`,
    )
  }
  for (const probability of probabilities as unknown[]) {
    const message = `quantiles: a probability must be a number from 0 to 1, got ${show(probability)}`
    if (typeof probability !== 'number') throw new TypeError(message)
    if (!(probability >= 0 && probability <= 1)) throw new RangeError(message)
  }
}

function checkAccuracy(accuracy: unknown): number {
  const message = `quantiles: accuracy must be a number from 0.0001 to 0.5, got ${show(accuracy)}`
  if (typeof accuracy !== 'number') throw new TypeError(message)
  if (!(accuracy >= 0.0001 && accuracy <= 0.5)) throw new RangeError(message)
  return accuracy
}
