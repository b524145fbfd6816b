import { checkFunction } from '../kernel/check.ts'
import { sink, type Sink } from '../kernel/operator.ts'
import { DONE, WAIT } from '../kernel/pull.ts'
import type { Synchronous } from '../kernel/synchronous.ts'

/**
 * Calls the callback with each item.
 * @throws TypeError if `callback` is not a function
 *
 * @example
 * ```ts
 * import { forEach, pipe } from '@rivulet/core'
 *
 * pipe(['a', 'b'], forEach((letter, index) => console.log(index, letter)))
 * ```
 */
export function forEach<A, R>(
  callback: (item: A, index: number) => Synchronous<R, 'forEachAsync'>,
): Sink<A, void> {
  checkFunction('forEach', 'callback', callback)
  return sink((up) => {
    let index = 0
    return () => {
      for (;;) {
        const item = up()
        if (item === WAIT) return WAIT
        if (item === DONE) return undefined
        callback(item, index++)
      }
    }
  })
}
