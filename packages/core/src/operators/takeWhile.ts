import { checkFunction } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { DONE, noItem } from '../kernel/pull.ts'
import type { CallbackReturnsPromise, MaybePromise, NoPromise } from '../kernel/returnsPromise.ts'

/**
 * Delivers items as long as the callback returns something truthy. The first item for which it does
 * not is left out; the pipeline ends there and closes its source.
 * @throws TypeError if `callback` is not a function
 *
 * @example
 * ```ts
 * import { pipe, takeWhile, toArray } from '@rivulet/core'
 *
 * console.log(pipe([1, 2, 9, 1], takeWhile((n) => n < 5), toArray())) // [1, 2]
 * ```
 */
export function takeWhile<A, B extends A>(
  callback: (item: A, index: number) => item is B,
): Operator<A, Many<B>>
export function takeWhile<A, R extends NoPromise>(
  callback: (item: A, index: number) => R,
): Operator<A, Many<A>>
export function takeWhile<A, P extends MaybePromise>(
  callback: (item: A, index: number) => P,
): Operator<A, CallbackReturnsPromise<'use mapAsync, then takeWhile'>>
export function takeWhile<A>(callback: (item: A, index: number) => unknown): Operator<A, Many<A>>
export function takeWhile<A>(callback: (item: A, index: number) => unknown): Operator<A, unknown> {
  checkFunction('takeWhile', 'callback', callback)
  return operator((up) => {
    let index = 0
    let ended = false
    return () => {
      if (ended) return DONE
      const item = up()
      if (noItem(item) || callback(item, index++)) return item
      ended = true
      return DONE
    }
  })
}
