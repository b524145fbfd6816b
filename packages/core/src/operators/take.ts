import { checkCount } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { DONE, noItem } from '../kernel/pull.ts'

/**
 * Delivers the first `count` items and then ends, which closes the source. Item `count + 1` is never
 * asked for.
 * @param count a whole number, or `Infinity`
 * @throws TypeError if `count` is not a number, RangeError if it is negative or not whole
 *
 * @example
 * ```ts
 * import { pipe, range, take, toArray } from '@rivulet/core'
 *
 * console.log(pipe(range(0, Infinity), take(3), toArray())) // [0, 1, 2]
 * ```
 */
export function take<A>(count: number): Operator<A, Many<A>> {
  checkCount('take', 'count', count, 0, 'infinite')
  return operator((up) => {
    let left = count
    return () => {
      if (left === 0) return DONE
      const item = up()
      if (!noItem(item)) left--
      return item
    }
  })
}
