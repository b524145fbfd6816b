import { aggregate, type AggregateSink } from './aggregate.ts'
import { isUnordered, orderOf, type Ordered, type OrderOptions } from './order.ts'
import { fromPortable, toPortable, type Portable } from './portable.ts'

/**
 * The state of `min` and `max`: the best item until here and what it is compared by, or nothing. It is
 * plain JSON if the item is; a number, bigint or date that JSON would change is marked.
 *
 * @example
 * ```ts
 * import { max, type Best } from '@rivulet/core'
 *
 * // The state is stored with what it is compared by, so that it can be gone on with.
 * const longest = max({ by: (word: string) => word.length })
 * const state: Best<string> = ['fig', 'banana'].reduce(longest.step, longest.init())
 * console.log(JSON.stringify(state)) // ["banana",6]
 * console.log(longest.finish(longest.step(state, 'blackberry'))) // blackberry
 * ```
 */
export type Best<A> = readonly [] | readonly [item: Portable<A>, key: Portable<Ordered>]

/** What `min` and `max` share. The first NaN is the best for both, as in `Math.min` and `Math.max`. */
export function extremum<A>(
  name: string,
  options: OrderOptions<A> | undefined,
  isBetter: (key: Ordered, best: Ordered) => boolean,
): AggregateSink<A, Best<A>, A | undefined> {
  const keyOf = orderOf(name, options)
  const replaces = (key: Ordered, state: Best<A>): boolean => {
    if (state.length === 0) return true
    const best = fromPortable(state[1])
    return isBetter(key, best) || (isUnordered(key) && !isUnordered(best))
  }
  return aggregate<A, Best<A>, A | undefined>({
    init: () => [],
    step: (state, item) => {
      const key = keyOf(item)
      return replaces(key, state) ? [toPortable(item), toPortable(key)] : state
    },
    merge: (left, right) => {
      if (right.length === 0) return left
      return replaces(fromPortable(right[1]), left) ? right : left
    },
    finish: (state) => (state.length === 0 ? undefined : fromPortable(state[0])),
  })
}
