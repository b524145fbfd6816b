import { checkFunction } from '../kernel/check.ts'
import type { Operator, Sink } from '../kernel/operator.ts'
import type { CallbackReturnsPromise, MaybePromise, NoPromise } from '../kernel/returnsPromise.ts'
import { firstWhere } from './firstWhere.ts'

/**
 * Gives the first item for which the callback returns something truthy, or `undefined` if there is
 * none. It stops there and closes the source. A type predicate narrows the result.
 * @throws TypeError if `predicate` is not a function
 *
 * @example
 * ```ts
 * import { find, pipe } from '@rivulet/core'
 *
 * console.log(pipe(['fig', 'kiwi', 'pear'], find((word) => word.length === 4))) // kiwi
 * ```
 */
export function find<A, B extends A>(
  predicate: (item: A, index: number) => item is B,
): Sink<A, B | undefined>
export function find<A, R extends NoPromise>(
  predicate: (item: A, index: number) => R,
): Sink<A, A | undefined>
export function find<A, P extends MaybePromise>(
  predicate: (item: A, index: number) => P,
): Operator<A, CallbackReturnsPromise<'use filterAsync, then first'>>
export function find<A>(predicate: (item: A, index: number) => unknown): Sink<A, A | undefined>
export function find<A>(predicate: (item: A, index: number) => unknown): Operator<A, unknown> {
  checkFunction('find', 'predicate', predicate)
  return firstWhere<A, A | undefined>(predicate, (item) => item, undefined)
}
