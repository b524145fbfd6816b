import type { AggregateSink } from './aggregate.ts'
import { extremum, type Best } from './extremum.ts'
import type { Ordered, OrderOptions } from './order.ts'

/**
 * Gives the greatest item, or `undefined` if there is none. Of items that are equal the first one is
 * given, and 0 equals -0. As in `Math.max`, NaN wins over everything, and so does an invalid date.
 * @throws TypeError if `by` is not a function, and at an item whose key is no {@link Ordered}
 *
 * @example
 * ```ts
 * import { max, pipe } from '@rivulet/core'
 *
 * console.log(pipe([3, 1, 2], max())) // 3
 * console.log(pipe(['fig', 'kiwi', 'pear'], max({ by: (word) => word.length }))) // kiwi
 * ```
 */
export function max<A extends Ordered>(): AggregateSink<A, Best<A>, A | undefined>
export function max<A>(options: OrderOptions<A>): AggregateSink<A, Best<A>, A | undefined>
export function max<A>(options?: OrderOptions<A>): AggregateSink<A, Best<A>, A | undefined> {
  return extremum('max', options, (key, best) => key > best)
}
