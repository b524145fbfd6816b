import { checkFunction } from '../kernel/check.ts'
import type { One, Operator, Sink } from '../kernel/operator.ts'
import type { RefusePromise } from '../kernel/returnsPromise.ts'
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
export function some<A, P extends PromiseLike<unknown>>(
  predicate: (item: A, index: number) => P,
): Operator<A, RefusePromise<P, 'use mapAsync, then some', One<boolean>>>
export function some<A>(predicate: (item: A, index: number) => unknown): Sink<A, boolean>
export function some<A>(predicate: (item: A, index: number) => unknown): Sink<A, boolean> {
  checkFunction('some', 'predicate', predicate)
  return firstWhere<A, boolean>(predicate, () => true, false)
}
