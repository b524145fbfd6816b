import { checkFunction } from '../kernel/check.ts'
import type { Operator, Sink } from '../kernel/operator.ts'
import type { CallbackReturnsPromise, MaybePromise, NoPromise } from '../kernel/returnsPromise.ts'
import { firstWhere } from './firstWhere.ts'

/**
 * Tells whether the callback returns something truthy for each item. It stops at the first item for
 * which it does not, and closes the source. Of no items it is true.
 * @throws TypeError if `predicate` is not a function
 *
 * @example
 * ```ts
 * import { every, pipe, range } from '@rivulet/core'
 *
 * console.log(pipe(range(0, Infinity), every((n) => n < 100))) // false
 * ```
 */
export function every<A, R extends NoPromise>(
  predicate: (item: A, index: number) => R,
): Sink<A, boolean>
export function every<A, P extends MaybePromise>(
  predicate: (item: A, index: number) => P,
): Operator<A, CallbackReturnsPromise<'use mapAsync, then every'>>
export function every<A>(predicate: (item: A, index: number) => unknown): Sink<A, boolean>
export function every<A>(predicate: (item: A, index: number) => unknown): Operator<A, unknown> {
  checkFunction('every', 'predicate', predicate)
  return firstWhere<A, boolean>(
    (item, index) => !predicate(item, index),
    () => false,
    true,
  )
}
