import { sink, type Sink } from '../kernel/operator.ts'
import { DONE, noItem, WAIT } from '../kernel/pull.ts'

/**
 * Collects all items in a new array.
 *
 * @example
 * ```ts
 * import { map, pipe, toArray } from '@rivulet/core'
 *
 * console.log(pipe(new Set([1, 2]), map((n) => n * 10), toArray())) // [10, 20]
 * ```
 */
export function toArray<A>(): Sink<A, A[]> {
  return sink((up) => {
    const items: A[] = []
    return () => {
      for (;;) {
        const item = up()
        if (noItem(item)) return item === DONE ? items : WAIT
        items.push(item)
      }
    }
  })
}
