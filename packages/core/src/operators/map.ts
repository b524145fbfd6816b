import { checkFunction } from '../kernel/check.ts'
import { stepOperator, type Many, type Operator } from '../kernel/operator.ts'
import type { CallbackReturnsPromise, MaybePromise, NoPromise } from '../kernel/returnsPromise.ts'

/**
 * Delivers what the callback returns for each item.
 * @throws TypeError if `callback` is not a function
 *
 * @example
 * ```ts
 * import { map, pipe, toArray } from '@rivulet/core'
 *
 * console.log(pipe(['fig', 'kiwi'], map((word) => word.length), toArray())) // [3, 4]
 * ```
 */
export function map<A, B extends NoPromise>(
  callback: (item: A, index: number) => B,
): Operator<A, Many<B>>
export function map<A, P extends MaybePromise>(
  callback: (item: A, index: number) => P,
): Operator<A, CallbackReturnsPromise<'use mapAsync'>>
export function map<A, B>(callback: (item: A, index: number) => B): Operator<A, Many<B>>
export function map<A, B>(callback: (item: A, index: number) => B): Operator<A, unknown> {
  checkFunction('map', 'callback', callback)
  return stepOperator(callback, 'map')
}
