import { checkFunction } from '../kernel/check.ts'
import type { One, Operator, Sink } from '../kernel/operator.ts'
import type { RefusePromise } from '../kernel/returnsPromise.ts'
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
export function find<A, P extends PromiseLike<unknown>>(
  predicate: (item: A, index: number) => P,
): Operator<A, RefusePromise<P, 'use filterAsync, then first', One<A | undefined>>>
export function find<A>(predicate: (item: A, index: number) => unknown): Sink<A, A | undefined>
export function find<A>(predicate: (item: A, index: number) => unknown): Sink<A, A | undefined> {
  checkFunction('find', 'predicate', predicate)
  return firstWhere<A, A | undefined>(predicate, (item) => item, undefined)
}
