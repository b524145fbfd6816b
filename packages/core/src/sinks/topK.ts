import { checkCount } from '../kernel/check.ts'
import { aggregate, type AggregateSink } from './aggregate.ts'
import { pushToHeap, replaceTopOfHeap } from '../kernel/heap.ts'
import { isUnordered, orderOf, type Ordered, type OrderOptions } from './order.ts'
import { fromPortable, toPortable, type Portable } from './portable.ts'

/**
 * The state of `topK`. It is plain JSON if the items are; numbers, bigints and dates that JSON would
 * change are marked.
 *
 * @example
 * ```ts
 * import { topK, type Top } from '@rivulet/core'
 *
 * // The state also tells among how many items these are the greatest.
 * const longest = topK(2, { by: (word: string) => word.length })
 * const state: Top<string> = ['fig', 'banana', 'kiwi'].reduce(longest.step, longest.init())
 * const message = JSON.stringify(state)
 * console.log(message) // {"seen":3,"kept":[["kiwi",4,2],["banana",6,1]]}
 * console.log(longest.finish(JSON.parse(message)), 'of', state.seen) // ['banana', 'kiwi'] of 3
 * ```
 */
export interface Top<A> {
  /** How many items there were. */
  seen: number
  /** A heap of the greatest of them, the least of these first. */
  kept: Ranked<A>[]
}

type Ranked<A> = [item: Portable<A>, key: Portable<Ordered>, arrival: number]

/**
 * Gives the greatest items, the greatest first. It holds `count` items, however many there are. Of items
 * that are equal the earlier one is greater. NaN, and a date that is invalid, is less than everything.
 * For the smallest ones, compare numbers by their negative.
 * @param count how many: a whole number
 * @throws TypeError if `count` is not a number or `by` not a function, and at an item whose key is no
 *   {@link Ordered}; RangeError if `count` is negative or not whole
 *
 * @example
 * ```ts
 * import { pipe, topK } from '@rivulet/core'
 *
 * console.log(pipe([5, 1, 8, 3], topK(2))) // [8, 5]
 *
 * const words = ['fig', 'banana', 'kiwi', 'pear']
 * console.log(pipe(words, topK(2, { by: (word) => word.length }))) // ['banana', 'kiwi']
 * ```
 */
export function topK<A extends Ordered>(count: number): AggregateSink<A, Top<A>, A[]>
export function topK<A>(count: number, options: OrderOptions<A>): AggregateSink<A, Top<A>, A[]>
export function topK<A>(count: number, options?: OrderOptions<A>): AggregateSink<A, Top<A>, A[]> {
  checkCount('topK', 'count', count, 0, 'finite')
  const keyOf = orderOf('topK', options)
  const offer = (kept: Ranked<A>[], ranked: Ranked<A>): void => {
    if (kept.length < count) pushToHeap(kept, ranked, isLess)
    else if (kept[0] && isLess(kept[0], ranked)) replaceTopOfHeap(kept, ranked, isLess)
  }
  return aggregate<A, Top<A>, A[]>({
    init: () => ({ seen: 0, kept: [] }),
    step: (state, item) => {
      offer(state.kept, [toPortable(item), toPortable(keyOf(item)), state.seen++])
      return state
    },
    merge: (left, right) => {
      // A copy: a state may be merged with itself.
      for (const [item, key, arrival] of right.kept.slice()) {
        offer(left.kept, [item, key, left.seen + arrival])
      }
      left.seen += right.seen
      return left
    },
    finish: ({ kept }) =>
      kept.toSorted((a, b) => (isLess(a, b) ? 1 : -1)).map(([item]) => fromPortable(item)),
  })
}

function isLess(a: Ranked<unknown>, b: Ranked<unknown>): boolean {
  const key = fromPortable(a[1])
  const other = fromPortable(b[1])
  if (key < other) return true
  if (key > other) return false
  const isNaN = isUnordered(key)
  return isNaN === isUnordered(other) ? a[2] > b[2] : isNaN
}
