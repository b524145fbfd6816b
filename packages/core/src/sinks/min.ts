import type { AggregateSink } from './aggregate.ts'
import { extremum, type Best } from './extremum.ts'
import type { Ordered, OrderOptions } from './order.ts'

/**
 * Gives the smallest item, or `undefined` if there is none. Of items that are equal the first one is
 * given, and 0 equals -0. As in `Math.min`, NaN wins over everything, and so does an invalid date.
 * @throws TypeError if `by` is not a function, and at an item whose key is no {@link Ordered}
 *
 * @example
 * ```ts
 * import { min, pipe } from '@rivulet/core'
 *
 * console.log(pipe([3, 1, 2], min())) // 1
 * console.log(pipe(['kiwi', 'fig', 'nut'], min({ by: (word) => word.length }))) // fig
 * ```
 */
export function min<A extends Ordered>(): AggregateSink<A, Best<A>, A | undefined>
export function min<A>(options: OrderOptions<A>): AggregateSink<A, Best<A>, A | undefined>
export function min<A>(options?: OrderOptions<A>): AggregateSink<A, Best<A>, A | undefined> {
  return extremum('min', options, (key, best) => key < best)
}
