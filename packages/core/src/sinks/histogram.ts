import { checkOptions, show } from '../kernel/check.ts'
import { aggregate, type AggregateSink } from './aggregate.ts'
import { countBy, type Counts } from './countBy.ts'
import { numberOf, type NumberOptions } from './numbers.ts'

/**
 * One bucket of a {@link histogram}: the numbers from `from` up to and without `to`.
 *
 * @example
 * ```ts
 * import { histogram, pipe, type Bucket } from '@rivulet/core'
 *
 * const bar = ({ from, count }: Bucket): string => `${String(from).padStart(4)} ${'#'.repeat(count)}`
 *
 * for (const bucket of pipe([3, 12, 15, 40], histogram({ width: 10 }))) console.log(bar(bucket))
 * //    0 #
 * //   10 ##
 * //   40 #
 * ```
 */
export interface Bucket {
  readonly from: number
  readonly to: number
  readonly count: number
}

/**
 * The options of {@link histogram}: either `bounds` or `width`.
 *
 * @example
 * ```ts
 * import { histogram, pipe, type HistogramOptions } from '@rivulet/core'
 *
 * // The same bounds wherever it is measured, or else the counts could not be merged.
 * const inMilliseconds: HistogramOptions<number> = { bounds: [10, 100, 1000] }
 * const counts = pipe([3, 12, 15], histogram(inMilliseconds)).map(({ count }) => count)
 * console.log(counts) // [1, 2, 0, 0]
 * ```
 */
export interface HistogramOptions<A> extends Partial<NumberOptions<A>> {
  /** Where one bucket ends and the next begins: at least one number, ascending, none NaN. */
  readonly bounds?: readonly number[]
  /** How wide a bucket is: a finite number above 0. One begins at 0. */
  readonly width?: number
}

/** Where the buckets are. They are known by an index that ascends with them. */
interface Buckets {
  indexOf(n: number): number
  /** The buckets to be told, of those that are occupied. */
  told(occupied: readonly number[]): readonly number[]
  edge(index: number): number
}

/**
 * Counts numbers in buckets. With `bounds` there is one between each two neighbours, one below the first
 * and one from the last on, and all are given, in ascending order: memory is fixed. With `width` only
 * those that have something in them are given and kept. NaN is counted in a last bucket from NaN to NaN,
 * which is given if there is one. A merge of any parts is exactly what one pass gives.
 * @throws TypeError for options of the wrong shape and at an item that is not a number, RangeError for
 *   bounds or a width out of range
 *
 * @example
 * ```ts
 * import { histogram, pipe } from '@rivulet/core'
 *
 * for (const { from, to, count } of pipe([3, 12, 15, 180], histogram({ bounds: [10, 100] }))) {
 *   console.log(from, to, count)
 * }
 * // -Infinity 10 1
 * // 10 100 2
 * // 100 Infinity 1
 * console.log(pipe([3, 12, 15], histogram({ width: 10 })))
 * // [{ from: 0, to: 10, count: 1 }, { from: 10, to: 20, count: 2 }]
 * ```
 */
export function histogram(
  options: HistogramOptions<number> & { readonly by?: never },
): AggregateSink<number, Counts<number>, Bucket[]>
export function histogram<A>(
  options: HistogramOptions<A> & NumberOptions<A>,
): AggregateSink<A, Counts<number>, Bucket[]>
// For options with a name, of which the compiler does not know whether there is a `by`. It comes last: the
// first one to take a callback gives its parameter a type.
export function histogram(
  options: HistogramOptions<number>,
): AggregateSink<number, Counts<number>, Bucket[]>
export function histogram<A>(
  options: HistogramOptions<A>,
): AggregateSink<A, Counts<number>, Bucket[]> {
  checkOptions('histogram', options)
  const buckets = bucketsOf(options)
  const toNumber = numberOf('histogram', options)
  const counted = countBy((item: A): number => buckets.indexOf(toNumber(item)))
  return aggregate<A, Counts<number>, Bucket[]>({
    ...counted,
    finish: (state) => {
      const counts = counted.finish(state)
      const occupied = [...counts.keys()].filter((index) => !Number.isNaN(index))
      const told = buckets.told(occupied.toSorted((a, b) => a - b))
      return [...told, ...(counts.has(Number.NaN) ? [Number.NaN] : [])].map((index) => ({
        from: buckets.edge(index),
        to: buckets.edge(index + 1),
        count: counts.get(index) ?? 0,
      }))
    },
  })
}

function bucketsOf({ bounds, width }: HistogramOptions<never>): Buckets {
  if ((bounds === undefined) === (width === undefined)) {
    throw new TypeError(
      `histogram: options must have either bounds or width, got ${show(bounds)} and ${show(width)}`,
    )
  }
  return width === undefined ? between(checkBounds(bounds)) : ofWidth(checkWidth(width))
}

function between(bounds: readonly number[]): Buckets {
  const edges = [-Infinity, ...bounds, Infinity]
  const all = [...edges.keys()].slice(0, -1)
  return {
    indexOf: (n) => {
      if (Number.isNaN(n)) return n
      // Binary search: how many bounds are not above n.
      let [low, high] = [0, bounds.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((bounds[middle] as number) <= n) low = middle + 1
        else high = middle
      }
      return low
    },
    told: () => all,
    edge: (index) => edges[index] ?? Number.NaN,
  }
}

function ofWidth(width: number): Buckets {
  const edge = (index: number): number => index * width
  return {
    indexOf: (n) => {
      // The division may round up or down to the wrong side of an edge.
      const index = Math.floor(n / width)
      if (n < edge(index)) return index - 1
      return n >= edge(index + 1) && index + 1 !== index ? index + 1 : index
    },
    told: (occupied) => occupied,
    edge,
  }
}

function checkBounds(bounds: unknown): readonly number[] {
  const message = `histogram: bounds must be an array of ascending numbers, got ${show(bounds)}`
  if (!Array.isArray(bounds)) throw new TypeError(message)
  const copy: readonly unknown[] = [...bounds] // which has no holes
  if (!copy.every((bound) => typeof bound === 'number')) throw new TypeError(message)
  const ascending = copy.every(
    (bound, index) => !Number.isNaN(bound) && (index === 0 || bound > (copy[index - 1] ?? bound)),
  )
  if (copy.length === 0 || !ascending) {
    throw new RangeError(`${message}: ${copy.slice(0, 10).join(', ')}`)
  }
  return copy
}

function checkWidth(width: unknown): number {
  const message = `histogram: width must be a finite number above 0, got ${show(width)}`
  if (typeof width !== 'number') throw new TypeError(message)
  if (!(width > 0 && width < Infinity)) throw new RangeError(message)
  return width
}
