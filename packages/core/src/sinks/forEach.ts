import { checkFunction } from '../kernel/check.ts'
import { sink, type Operator, type Sink } from '../kernel/operator.ts'
import { DONE, noItem, WAIT } from '../kernel/pull.ts'
import type { CallbackReturnsPromise, MaybePromise, NoPromise } from '../kernel/returnsPromise.ts'

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
export function forEach<A, R extends NoPromise>(
  callback: (item: A, index: number) => R,
): Sink<A, void>
export function forEach<A, P extends MaybePromise>(
  callback: (item: A, index: number) => P,
): Operator<A, CallbackReturnsPromise<'use forEachAsync'>>
export function forEach<A>(callback: (item: A, index: number) => unknown): Sink<A, void>
export function forEach<A>(callback: (item: A, index: number) => unknown): Operator<A, unknown> {
  checkFunction('forEach', 'callback', callback)
  return sink((up) => {
    let index = 0
    return () => {
      for (;;) {
        const item = up()
        if (noItem(item)) return item === DONE ? undefined : WAIT
        callback(item, index++)
      }
    }
  })
}
