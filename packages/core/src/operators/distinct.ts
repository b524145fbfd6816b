import { checkCount, checkFunction, checkOptions } from '../kernel/check.ts'
import type { Many, Operator } from '../kernel/operator.ts'
import type { CallbackReturnsPromise, MaybePromise, NoPromise } from '../kernel/returnsPromise.ts'
import { statefulFilter } from './statefulFilter.ts'

/**
 * The options of {@link distinct}.
 *
 * @example
 * ```ts
 * import { distinct, pipe, type DistinctOptions } from '@rivulet/core'
 *
 * // For whatever strangers send: they do not choose how much memory it takes.
 * const bounded: DistinctOptions = { limit: 100_000 }
 * const paths = pipe(['/a', '/A', '/b'], distinct((path) => path.toLowerCase(), bounded))
 * console.log([...paths]) // ['/a', '/b']
 * ```
 */
export interface DistinctOptions {
  /**
   * How many keys are remembered: a whole number of at least 1, or `Infinity`. An item with one key
   * more ends the pipeline with a RangeError, as leaving a key out would let repeats through unnoticed.
   * @default Infinity
   */
  readonly limit?: number
}

/**
 * Delivers the first item of each key, and leaves out all that come later with a key that was there
 * before. It remembers every key of a run, so its memory grows with the number of distinct keys: set
 * a `limit` for a source that you do not know, or use `dedupe` if equal keys are neighbours.
 * @param keyOf gives the key of an item; keys are told apart as those of a `Set` are
 *   @default the item itself
 * @throws TypeError or RangeError for a bad argument
 *
 * @example
 * ```ts
 * import { distinct, pipe, toArray } from '@rivulet/core'
 *
 * console.log(pipe([3, 1, 3, 2, 1], distinct(), toArray())) // [3, 1, 2]
 * console.log(pipe(['fig', 'pear', 'kiwi'], distinct((word) => word.length), toArray())) // ['fig', 'pear']
 * ```
 */
export function distinct<A, K extends NoPromise>(
  keyOf?: (item: A) => K,
  options?: DistinctOptions,
): Operator<A, Many<A>>
export function distinct<A, P extends MaybePromise>(
  keyOf: (item: A) => P,
  options?: DistinctOptions,
): Operator<A, CallbackReturnsPromise<'use mapAsync, then distinct'>>
export function distinct<A>(
  keyOf?: (item: A) => unknown,
  options?: DistinctOptions,
): Operator<A, Many<A>>
export function distinct<A>(
  keyOf: (item: A) => unknown = (item) => item,
  options: DistinctOptions = {},
): Operator<A, unknown> {
  checkFunction('distinct', 'keyOf', keyOf)
  checkOptions('distinct', options)
  const { limit = Infinity } = options
  checkCount('distinct', 'limit', limit, 1, 'infinite')
  return statefulFilter(() => {
    const keys = new Set<unknown>()
    return (item) => {
      const key = keyOf(item)
      if (keys.has(key)) return false
      if (keys.size === limit) {
        throw new RangeError(`distinct: there are more keys than the limit of ${limit}`)
      }
      keys.add(key)
      return true
    }
  })
}
