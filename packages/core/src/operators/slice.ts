import { checkCount } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { DONE, noItem } from '../kernel/pull.ts'

/**
 * Delivers the items from index `start` up to and without index `end`, and then ends, which closes
 * the source: `drop(start)` and `take(end - start)` in one. Item `end` is never asked for, and if `end`
 * is not above `start`, none is. Unlike an array's, its indices cannot count from the end, which may
 * never come.
 * @param start a whole number, or `Infinity`
 * @param end a whole number, or `Infinity`
 *   @default Infinity
 * @throws TypeError if an index is not a number, RangeError if it is negative or not whole
 *
 * @example
 * ```ts
 * import { pipe, range, slice, toArray } from '@rivulet/core'
 *
 * console.log(pipe(range(0, Infinity), slice(10, 13), toArray())) // [10, 11, 12]
 * ```
 */
export function slice<A>(start: number, end: number = Infinity): Operator<A, Many<A>> {
  checkCount('slice', 'start', start, 0, 'infinite')
  checkCount('slice', 'end', end, 0, 'infinite')
  return operator((up) => {
    let index = start < end ? 0 : end
    return () => {
      for (;;) {
        if (index === end) return DONE
        const item = up()
        if (noItem(item) || index++ >= start) return item
      }
    }
  })
}
