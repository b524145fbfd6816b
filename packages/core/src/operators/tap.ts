import { checkFunction } from '../kernel/check.ts'
import { stepOperator, type Many, type Operator } from '../kernel/operator.ts'
import type { CallbackReturnsPromise, MaybePromise, NoPromise } from '../kernel/returnsPromise.ts'

/**
 * Calls the callback with each item on its way, and passes the item on: for a look into a pipeline.
 * What the callback returns is ignored; what it throws ends the pipeline.
 * @throws TypeError if `callback` is not a function
 *
 * @example
 * ```ts
 * import { map, pipe, tap, toArray } from '@rivulet/core'
 *
 * const doubled = pipe(
 *   [1, 2],
 *   tap((n) => console.log('before', n)),
 *   map((n) => n * 2),
 *   toArray(),
 * )
 * // before 1
 * // before 2
 * console.log(doubled) // [2, 4]
 * ```
 */
export function tap<A, R extends NoPromise>(
  callback: (item: A, index: number) => R,
): Operator<A, Many<A>>
export function tap<A, P extends MaybePromise>(
  callback: (item: A, index: number) => P,
): Operator<A, CallbackReturnsPromise<'use mapAsync, and return the item'>>
export function tap<A>(callback: (item: A, index: number) => unknown): Operator<A, Many<A>>
export function tap<A>(callback: (item: A, index: number) => unknown): Operator<A, unknown> {
  checkFunction('tap', 'callback', callback)
  const passOn = (item: A, index: number): A => {
    callback(item, index)
    return item
  }
  return stepOperator(passOn, 'map')
}
