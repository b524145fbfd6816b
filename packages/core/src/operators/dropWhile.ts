import { checkFunction } from '../kernel/check.ts'
import type { Many, Operator } from '../kernel/operator.ts'
import type { CallbackReturnsPromise, MaybePromise, NoPromise } from '../kernel/returnsPromise.ts'
import { statefulFilter } from './statefulFilter.ts'

/**
 * Leaves out the items at the beginning for which the callback returns something truthy, and delivers
 * the first for which it does not and all after that. The callback is not called again then.
 * @throws TypeError if `callback` is not a function
 *
 * @example
 * ```ts
 * import { dropWhile, pipe, toArray } from '@rivulet/core'
 *
 * const lines = ['# a', '# b', 'data', '# c']
 * console.log(pipe(lines, dropWhile((line) => line.startsWith('#')), toArray())) // ['data', '# c']
 * ```
 */
export function dropWhile<A, R extends NoPromise>(
  callback: (item: A, index: number) => R,
): Operator<A, Many<A>>
export function dropWhile<A, P extends MaybePromise>(
  callback: (item: A, index: number) => P,
): Operator<A, CallbackReturnsPromise<'use mapAsync, then dropWhile'>>
export function dropWhile<A>(callback: (item: A, index: number) => unknown): Operator<A, Many<A>>
export function dropWhile<A>(callback: (item: A, index: number) => unknown): Operator<A, unknown> {
  checkFunction('dropWhile', 'callback', callback)
  return statefulFilter(() => {
    let dropping = true
    let index = 0
    return (item) => {
      if (dropping) dropping = Boolean(callback(item, index++))
      return !dropping
    }
  })
}
