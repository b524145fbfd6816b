import { checkFunction } from '../kernel/check.ts'
import type { Operator } from '../kernel/operator.ts'
import type { CallbackReturnsPromise, MaybePromise, NoPromise } from '../kernel/returnsPromise.ts'
import { aggregate, type AggregateSink } from './aggregate.ts'
import { entryOf } from './entries.ts'
import { fromPortable, toPortable, type Portable } from './portable.ts'

/**
 * Every key with its items, in the order in which the keys first came. It is plain JSON if the items are
 * and the keys are primitives: those that JSON would lose, such as NaN, `undefined` and bigints, are marked.
 *
 * @example
 * ```ts
 * import { groupBy, type Groups } from '@rivulet/core'
 *
 * // What two workers found, as JSON. Each group goes on where that of the first one ends.
 * const byLength = groupBy((word: string) => word.length)
 * const found: Groups<number, string>[] = JSON.parse('[[[3,["fig"]]],[[4,["kiwi"]],[3,["nut"]]]]')
 * console.log(byLength.finish(found.reduce(byLength.merge, byLength.init())))
 * // Map(2) { 3 => ['fig', 'nut'], 4 => ['kiwi'] }
 * ```
 */
export type Groups<K, A> = [key: Portable<K>, items: Portable<A>[]][]

/**
 * Collects the items of each key in an array. It keeps every item: where a number for each key will
 * do, `countBy` needs memory for the keys alone.
 * @param keyOf gives the key of an item; keys are told apart as those of a `Map` are
 * @returns a sink that gives a `Map` from key to items, as `Map.groupBy` does: the keys in the order in
 *   which they first came, the items in their own
 * @throws TypeError if `keyOf` is not a function
 *
 * @example
 * ```ts
 * import { groupBy, pipe } from '@rivulet/core'
 *
 * console.log(pipe(['fig', 'kiwi', 'pear'], groupBy((word) => word.length)))
 * // Map(2) { 3 => ['fig'], 4 => ['kiwi', 'pear'] }
 * ```
 */
export function groupBy<A, K extends NoPromise>(
  keyOf: (item: A) => K,
): AggregateSink<A, Groups<K, A>, Map<K, A[]>>
export function groupBy<A, P extends MaybePromise>(
  keyOf: (item: A) => P,
): Operator<A, CallbackReturnsPromise<'use mapAsync, then groupBy'>>
export function groupBy<A, K>(keyOf: (item: A) => K): AggregateSink<A, Groups<K, A>, Map<K, A[]>>
export function groupBy<A, K>(keyOf: (item: A) => K): Operator<A, unknown> {
  checkFunction('groupBy', 'keyOf', keyOf)
  return aggregate<A, Groups<K, A>, Map<K, A[]>>({
    init: () => [],
    step: (groups, item) => {
      entryOf(groups, keyOf(item), noItems<A>)[1].push(toPortable(item))
      return groups
    },
    merge: (left, right) => {
      for (const [key, items] of right) {
        const group = entryOf(left, fromPortable(key), noItems<A>)[1]
        // A copy: of a state that is merged with itself the loop would never end.
        for (const item of items.slice()) group.push(item)
      }
      return left
    },
    finish: (groups) =>
      new Map(groups.map(([key, items]) => [fromPortable(key), items.map(fromPortable<A>)])),
  })
}

function noItems<A>(): Portable<A>[] {
  return []
}
