import { checkFunction } from '../kernel/check.ts'
import { sink, type One, type Operator, type Sink } from '../kernel/operator.ts'
import { DONE, WAIT } from '../kernel/pull.ts'
import type { RefusePromise } from '../kernel/returnsPromise.ts'

/**
 * Calls the callback with each item.
 * @throws TypeError if `callback` is not a function
 *
 * @example
 * ```ts
 * import { forEach, pipe } from '@rivulet/core'
 *
 * pipe(['a', 'b'], forEach((letter, index) => console.log(index, letter)))
 * // 0 a
 * // 1 b
 * ```
 */
export function forEach<A, P extends PromiseLike<unknown>>(
  callback: (item: A, index: number) => P,
): Operator<A, RefusePromise<P, 'use forEachAsync', One<void>>>
export function forEach<A>(callback: (item: A, index: number) => unknown): Sink<A, void>
export function forEach<A>(callback: (item: A, index: number) => unknown): Sink<A, void> {
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
