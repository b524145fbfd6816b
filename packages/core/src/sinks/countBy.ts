import { checkFunction } from '../kernel/check.ts'
import type { RefusePromise } from '../kernel/returnsPromise.ts'
import type { One, Operator } from '../kernel/operator.ts'
import { aggregate, type AggregateSink } from './aggregate.ts'

/** Every key with its count, in the order in which the keys first came. Plain JSON if the keys are. */
export type Counts<K> = [key: K, count: number][]

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
export function countBy<A, P extends PromiseLike<unknown>>(
  keyOf: (item: A) => P,
): Operator<A, RefusePromise<P, 'use mapAsync, then countBy', One<Map<P, number>>>>
export function countBy<A, K>(keyOf: (item: A) => K): AggregateSink<A, Counts<K>, Map<K, number>>
export function countBy<A, K>(keyOf: (item: A) => K): AggregateSink<A, Counts<K>, Map<K, number>> {
  checkFunction('countBy', 'keyOf', keyOf)
  return aggregate<A, Counts<K>, Map<K, number>>({
    init: () => [],
    step: (counts, item) => {
      entryOf(counts, keyOf(item))[1]++
      return counts
    },
    merge: (left, right) => {
      for (const [key, count] of right) entryOf(left, key)[1] += count
      return left
    },
    finish: (counts) => new Map(counts),
  })
}

// Beside the states, which stay plain JSON. A state that came over a wire gets its index anew.
const indexes = new WeakMap<Counts<unknown>, Map<unknown, [unknown, number]>>()

function entryOf<K>(counts: Counts<K>, key: K): [key: K, count: number] {
  let index = indexes.get(counts) as Map<K, [K, number]> | undefined
  if (index === undefined) {
    index = new Map(counts.map((entry) => [entry[0], entry]))
    indexes.set(counts, index)
  }
  let entry = index.get(key)
  if (entry === undefined) {
    entry = [key, 0]
    index.set(key, entry)
    counts.push(entry)
  }
  return entry
}
