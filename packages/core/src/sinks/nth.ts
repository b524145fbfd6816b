import { checkCount } from '../kernel/check.ts'
import type { Sink } from '../kernel/operator.ts'
import { firstWhere } from './firstWhere.ts'

/**
 * Gives the item at an index, or `undefined` if there are not that many. It stops there and closes the
 * source. Named after the recipe `nth` of Python's itertools.
 * @param index a whole number; the first item has index 0
 * @throws TypeError if `index` is not a number, RangeError if it is negative or not whole
 *
 * @example
 * ```ts
 * import { nth, pipe } from '@rivulet/core'
 *
 * console.log(pipe(['a', 'b', 'c'], nth(1))) // b
 * ```
 */
export function nth<A>(index: number): Sink<A, A | undefined> {
  checkCount('nth', 'index', index, 0, 'finite')
  return firstWhere<A, A | undefined>(
    (_, at) => at === index,
    (item) => item,
    undefined,
  )
}
