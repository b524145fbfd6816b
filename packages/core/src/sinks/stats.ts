import { aggregate, type AggregateSink } from './aggregate.ts'
import { addSum, addTo, valueOf, type CompensatedSum } from './compensatedSum.ts'
import { numberOf, type NumberOptions } from './numbers.ts'
import { fromPortable, toPortable, type Portable } from './portable.ts'

/**
 * What {@link stats} gives. What the items are too few for is `undefined`.
 *
 * @example
 * ```ts
 * import { pipe, stats, type Stats } from '@rivulet/core'
 *
 * const show = ({ count, mean, standardDeviation: deviation }: Stats): string =>
 *   `n = ${count}, ${mean?.toFixed(1) ?? '-'} ± ${deviation?.toFixed(1) ?? '-'}`
 *
 * console.log(show(pipe([2, 4, 4, 6], stats()))) // n = 4, 4.0 ± 1.6
 * console.log(show(pipe([2], stats()))) // n = 1, 2.0 ± -
 * ```
 */
export interface Stats {
  readonly count: number
  readonly sum: number
  readonly mean: number | undefined
  /** Of a sample: the squared distances from the mean, divided by `count - 1`. From two items on. */
  readonly variance: number | undefined
  /** The square root of the variance. */
  readonly standardDeviation: number | undefined
  readonly min: number | undefined
  readonly max: number | undefined
}

/**
 * The state of {@link stats}: plain JSON.
 *
 * @example
 * ```ts
 * import { stats, type Moments } from '@rivulet/core'
 *
 * // What was measured yesterday is stored, and today goes on with it.
 * const latency = stats()
 * const stored = JSON.stringify([2, 4].reduce(latency.step, latency.init()))
 *
 * const state: Moments = JSON.parse(stored)
 * console.log(latency.finish(latency.step(state, 6)).mean) // 4
 * ```
 */
export interface Moments {
  count: number
  sum: CompensatedSum
  mean: Portable<number>
  /** The sum of the squared distances from the mean. */
  squares: Portable<number>
  /** Infinity as long as there is none. */
  min: Portable<number>
  /** -Infinity as long as there is none. */
  max: Portable<number>
}

/**
 * Gives count, sum, mean, variance, standard deviation, minimum and maximum of numbers, in one pass and
 * in constant memory. A NaN among the items makes NaN of everything but the count. A merge may differ
 * from one pass in the last places, as the order of adding does.
 *
 * One item after the other: B. P. Welford, "Note on a method for calculating corrected sums of squares
 * and products", Technometrics 4(3), 1962. Merging: T. F. Chan, G. H. Golub, R. J. LeVeque, "Updating
 * formulae and a pairwise algorithm for computing sample variances", Stanford STAN-CS-79-773, 1979.
 * @throws TypeError if `by` is not a function, and at an item that is not a number
 *
 * @example
 * ```ts
 * import { pipe, stats } from '@rivulet/core'
 *
 * const { mean, variance, max } = pipe([2, 4, 4, 6], stats())
 * console.log(mean, variance?.toFixed(2), max) // 4 2.67 6
 * ```
 */
export function stats(): AggregateSink<number, Moments, Stats>
export function stats<A>(options: NumberOptions<A>): AggregateSink<A, Moments, Stats>
export function stats<A>(options?: NumberOptions<A>): AggregateSink<A, Moments, Stats> {
  const toNumber = numberOf('stats', options)
  return aggregate<A, Moments, Stats>({
    init: () => ({
      count: 0,
      sum: [0, 0],
      mean: 0,
      squares: 0,
      min: toPortable(Infinity),
      max: toPortable(-Infinity),
    }),
    step: (state, item) => {
      const n = toNumber(item)
      const before = fromPortable(state.mean)
      const mean = partOfTheWay(before, n, ++state.count)
      addTo(state.sum, n)
      state.squares = toPortable(fromPortable(state.squares) + (n - before) * (n - mean))
      state.mean = toPortable(mean)
      state.min = toPortable(Math.min(fromPortable(state.min), n))
      state.max = toPortable(Math.max(fromPortable(state.max), n))
      return state
    },
    merge: (left, right) => {
      // Nothing times a square that is too great for a number would be NaN.
      if (right.count === 0) return left
      if (left.count === 0) return { ...right, sum: [...right.sum] }
      const count = left.count + right.count
      const mean = fromPortable(left.mean)
      const distance = fromPortable(right.mean) - mean
      const share = right.count / count
      left.squares = toPortable(
        fromPortable(left.squares) +
          fromPortable(right.squares) +
          distance * distance * left.count * share,
      )
      left.mean = toPortable(partOfTheWay(mean, fromPortable(right.mean), 1 / share))
      left.count = count
      addSum(left.sum, right.sum)
      left.min = toPortable(Math.min(fromPortable(left.min), fromPortable(right.min)))
      left.max = toPortable(Math.max(fromPortable(left.max), fromPortable(right.max)))
      return left
    },
    finish: (state) => {
      const { count } = state
      const total = valueOf(state.sum)
      const variance = count > 1 ? fromPortable(state.squares) / (count - 1) : undefined
      return {
        count,
        sum: total,
        mean: count > 0 ? meanOf(total, state) : undefined,
        variance,
        standardDeviation: variance === undefined ? undefined : Math.sqrt(variance),
        min: count > 0 ? fromPortable(state.min) : undefined,
        max: count > 0 ? fromPortable(state.max) : undefined,
      }
    },
  })
}

/** The point after the first of `parts` equal parts of the way. */
function partOfTheWay(from: number, to: number, parts: number): number {
  const distance = to - from
  if (Number.isFinite(distance)) return from + distance / parts
  return from - from / parts + to / parts // the way is longer than any number
}

/** From the sum, which is the more exact, unless that has become too great for a number. */
function meanOf(total: number, { count, mean }: Moments): number {
  const alongTheWay = fromPortable(mean)
  return Number.isFinite(total) || !Number.isFinite(alongTheWay) ? total / count : alongTheWay
}
