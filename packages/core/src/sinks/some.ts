import { checkFunction } from '../kernel/check.ts'
import type { Operator, Sink } from '../kernel/operator.ts'
import type { CallbackReturnsPromise, MaybePromise, NoPromise } from '../kernel/returnsPromise.ts'
import { firstWhere } from './firstWhere.ts'

/**
 * Tells whether the callback returns something truthy for at least one item. It stops at that item and
 * closes the source. Of no items it is false.
 * @throws TypeError if `predicate` is not a function
 *
 * @example
 * ```ts
 * import { pipe, range, some } from '@rivulet/core'
 *
 * console.log(pipe(range(0, Infinity), some((n) => n > 100))) // true
 * ```
 */
export function some<A, R extends NoPromise>(
  predicate: (item: A, index: number) => R,
): Sink<A, boolean>
export function some<A, P extends MaybePromise>(
  predicate: (item: A, index: number) => P,
): Operator<A, CallbackReturnsPromise<'use mapAsync, then some'>>
export function some<A>(predicate: (item: A, index: number) => unknown): Sink<A, boolean>
export function some<A>(predicate: (item: A, index: number) => unknown): Operator<A, unknown> {
  checkFunction('some', 'predicate', predicate)
  return firstWhere<A, boolean>(predicate, () => true, false)
}
