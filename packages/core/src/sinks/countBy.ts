import { checkFunction } from '../kernel/check.ts'
import type { Operator } from '../kernel/operator.ts'
import type { CallbackReturnsPromise, MaybePromise, NoPromise } from '../kernel/returnsPromise.ts'
import { aggregate, type AggregateSink } from './aggregate.ts'
import { entryOf } from './entries.ts'
import { fromPortable, type Portable } from './portable.ts'

/**
 * Every key with its count, in the order in which the keys first came. It is plain JSON for keys that are
 * primitives: those that JSON would lose, such as NaN, `undefined` and bigints, are marked.
 *
 * @example
 * ```ts
 * import { countBy, type Counts } from '@rivulet/core'
 *
 * // What two servers sent, as JSON: the states of their counts, which merge here.
 * const byStatus = countBy((status: number) => status)
 * const sent: Counts<number>[] = JSON.parse('[[[200,3],[404,1]],[[200,2]]]')
 * console.log(byStatus.finish(sent.reduce(byStatus.merge, byStatus.init())))
 * // Map(2) { 200 => 5, 404 => 1 }
 * ```
 */
export type Counts<K> = [key: Portable<K>, count: number][]

/**
 * Counts the items of each key.
 * @param keyOf gives the key of an item; keys are told apart as those of a `Map` are
 * @returns a sink that gives a `Map` from key to count, in the order in which the keys first came
 * @throws TypeError if `keyOf` is not a function
 *
 * @example
 * ```ts
 * import { countBy, pipe } from '@rivulet/core'
 *
 * console.log(pipe(['fig', 'kiwi', 'pear'], countBy((word) => word.length)))
 * // Map(2) { 3 => 1, 4 => 2 }
 * ```
 */
export function countBy<A, K extends NoPromise>(
  keyOf: (item: A) => K,
): AggregateSink<A, Counts<K>, Map<K, number>>
export function countBy<A, P extends MaybePromise>(
  keyOf: (item: A) => P,
): Operator<A, CallbackReturnsPromise<'use mapAsync, then countBy'>>
export function countBy<A, K>(keyOf: (item: A) => K): AggregateSink<A, Counts<K>, Map<K, number>>
export function countBy<A, K>(keyOf: (item: A) => K): Operator<A, unknown> {
  checkFunction('countBy', 'keyOf', keyOf)
  return aggregate<A, Counts<K>, Map<K, number>>({
    init: () => [],
    step: (counts, item) => {
      entryOf(counts, keyOf(item), zero)[1]++
      return counts
    },
    merge: (left, right) => {
      for (const [key, count] of right) entryOf(left, fromPortable(key), zero)[1] += count
      return left
    },
    finish: (counts) => new Map(counts.map(([key, count]) => [fromPortable(key), count])),
  })
}

function zero(): number {
  return 0
}
