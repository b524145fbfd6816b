import { checkCount } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { DONE, noItem } from '../kernel/pull.ts'

/**
 * Delivers arrays of `size` items; the last one holds what is left. A chunk is delivered when it is
 * full, however long that takes. An error of the source discards a chunk that is not full.
 * @param size a whole number of at least 1
 * @throws TypeError if `size` is not a number, RangeError if it is below 1 or not whole
 *
 * @example
 * ```ts
 * import { chunks, pipe, toArray } from '@rivulet/core'
 *
 * console.log(pipe([1, 2, 3, 4, 5], chunks(2), toArray())) // [[1, 2], [3, 4], [5]]
 * ```
 */
export function chunks<A>(size: number): Operator<A, Many<A[]>> {
  checkCount('chunks', 'size', size, 1, 'finite')
  return operator((up) => {
    let chunk: A[] = []
    const flush = (): A[] => {
      const full = chunk
      chunk = []
      return full
    }
    return () => {
      for (;;) {
        const item = up()
        if (noItem(item)) return item === DONE && chunk.length > 0 ? flush() : item
        chunk.push(item)
        if (chunk.length === size) return flush()
      }
    }
  })
}
