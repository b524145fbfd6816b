import { checkFunction } from '../kernel/check.ts'
import type { Many, Operator } from '../kernel/operator.ts'
import type { CallbackReturnsPromise, MaybePromise, NoPromise } from '../kernel/returnsPromise.ts'
import { sameKey } from '../kernel/sameKey.ts'
import { statefulFilter } from './statefulFilter.ts'

/**
 * Leaves out every item whose key is that of the item right before it: the first item of each run
 * of repeats is delivered, as by the `uniq` of Unix and RxJS's `distinctUntilChanged`. It remembers
 * one key only.
 * @param keyOf gives the key of an item; keys are told apart as those of a `Set` are
 *   @default the item itself
 * @throws TypeError if `keyOf` is not a function
 *
 * @example
 * ```ts
 * import { dedupe, pipe, toArray } from '@rivulet/core'
 *
 * console.log(pipe([1, 1, 2, 2, 1], dedupe(), toArray())) // [1, 2, 1]
 * ```
 */
export function dedupe<A, K extends NoPromise>(keyOf?: (item: A) => K): Operator<A, Many<A>>
export function dedupe<A, P extends MaybePromise>(
  keyOf: (item: A) => P,
): Operator<A, CallbackReturnsPromise<'use mapAsync, then dedupe'>>
export function dedupe<A>(keyOf?: (item: A) => unknown): Operator<A, Many<A>>
export function dedupe<A>(keyOf: (item: A) => unknown = (item) => item): Operator<A, unknown> {
  checkFunction('dedupe', 'keyOf', keyOf)
  return statefulFilter(() => {
    let isFirst = true
    let before: unknown
    return (item) => {
      const key = keyOf(item)
      const keeps = isFirst || !sameKey(before, key)
      isFirst = false
      before = key
      return keeps
    }
  })
}
