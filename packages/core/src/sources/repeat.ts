import { checkCount } from '../kernel/check.ts'
import { paced } from '../kernel/paced.ts'
import { DONE } from '../kernel/pull.ts'
import { Seq } from '../kernel/seq.ts'

/**
 * The same value again and again. It is not copied: an object is the same one each time. To repeat a
 * whole source use `cycle`.
 * @param count how often: a whole number, or `Infinity`
 *   @default Infinity
 * @throws TypeError if `count` is not a number, RangeError if it is negative or not whole
 *
 * @example
 * ```ts
 * import { repeat } from '@rivulet/core'
 *
 * console.log([...repeat('a', 3)]) // ['a', 'a', 'a']
 * ```
 */
export function repeat<T>(value: T, count: number = Number.POSITIVE_INFINITY): Seq<T> {
  checkCount('repeat', 'count', count, 0, 'infinite')
  return new Seq((run) => {
    let left = count
    return paced(() => (left-- > 0 ? value : DONE), run)
  })
}
