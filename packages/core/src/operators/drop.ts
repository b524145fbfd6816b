import { checkCount } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { noItem } from '../kernel/pull.ts'

/**
 * Leaves out the first `count` items and delivers the rest.
 * @param count a whole number, or `Infinity`
 * @throws TypeError if `count` is not a number, RangeError if it is negative or not whole
 *
 * @example
 * ```ts
 * import { drop, pipe, toArray } from '@rivulet/core'
 *
 * console.log(pipe(['header', 'a', 'b'], drop(1), toArray())) // ['a', 'b']
 * ```
 */
export function drop<A>(count: number): Operator<A, Many<A>> {
  checkCount('drop', 'count', count, 0, 'infinite')
  return operator((up) => {
    let left = count
    return () => {
      for (;;) {
        const item = up()
        if (left === 0 || noItem(item)) return item
        left--
      }
    }
  })
}
