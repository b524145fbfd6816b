import { checkFunction } from '../kernel/check.ts'
import { stepOperator, type Many, type Operator } from '../kernel/operator.ts'
import type { CallbackReturnsPromise, MaybePromise, NoPromise } from '../kernel/returnsPromise.ts'

/**
 * Keeps the items for which the callback returns something truthy. A type predicate narrows the items.
 * @throws TypeError if `callback` is not a function
 *
 * @example
 * ```ts
 * import { filter, pipe, toArray } from '@rivulet/core'
 *
 * console.log(pipe([1, 2, 3, 4], filter((n) => n % 2 === 0), toArray())) // [2, 4]
 * ```
 */
export function filter<A, B extends A>(
  callback: (item: A, index: number) => item is B,
): Operator<A, Many<B>>
export function filter<A, R extends NoPromise>(
  callback: (item: A, index: number) => R,
): Operator<A, Many<A>>
export function filter<A, P extends MaybePromise>(
  callback: (item: A, index: number) => P,
): Operator<A, CallbackReturnsPromise<'use filterAsync'>>
export function filter<A>(callback: (item: A, index: number) => unknown): Operator<A, Many<A>>
export function filter<A>(callback: (item: A, index: number) => unknown): Operator<A, unknown> {
  checkFunction('filter', 'callback', callback)
  return stepOperator(callback, 'filter')
}
