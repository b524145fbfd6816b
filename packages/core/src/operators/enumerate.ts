import { checkCount } from '../kernel/check.ts'
import { stepOperator, type Many, type Operator } from '../kernel/operator.ts'

/**
 * Delivers each item with its number, as `[number, item]`. Each run counts anew. The `enumerate` of
 * Python, and `entries` of an array.
 * @param start the number of the first item, a whole number of at least 0
 *   @default 0
 * @throws TypeError if `start` is not a number, RangeError if it is negative or not whole
 *
 * @example
 * ```ts
 * import { enumerate, pipe, toArray } from '@rivulet/core'
 *
 * console.log(pipe(['a', 'b'], enumerate(1), toArray())) // [[1, 'a'], [2, 'b']]
 * ```
 */
export function enumerate<A>(start: number = 0): Operator<A, Many<[number: number, item: A]>> {
  checkCount('enumerate', 'start', start, 0, 'finite')
  return stepOperator((item: A, index) => [start + index, item], 'map')
}
