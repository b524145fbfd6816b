import { sink, type Sink } from '../kernel/operator.ts'
import { DONE, noItem, WAIT } from '../kernel/pull.ts'

/**
 * Gives the last item, or `undefined` if there is none. It holds one item at a time.
 *
 * @example
 * ```ts
 * import { last, pipe } from '@rivulet/core'
 *
 * console.log(pipe(['a', 'b', 'c'], last())) // c
 * ```
 */
export function last<A>(): Sink<A, A | undefined> {
  return sink((up) => {
    let latest: A | undefined
    return () => {
      for (;;) {
        const item = up()
        if (noItem(item)) return item === DONE ? latest : WAIT
        latest = item
      }
    }
  })
}
