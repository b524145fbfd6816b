import { checkFunction } from '../kernel/check.ts'
import type { Many, Operator } from '../kernel/operator.ts'
import type { RefusePromise } from '../kernel/returnsPromise.ts'
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
export function dedupe<A, P extends PromiseLike<unknown>>(
  keyOf: (item: A) => P,
): Operator<A, RefusePromise<P, 'use mapAsync, then dedupe', Many<A>>>
export function dedupe<A>(keyOf?: (item: A) => unknown): Operator<A, Many<A>>
export function dedupe<A>(keyOf: (item: A) => unknown = (item) => item): Operator<A, Many<A>> {
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
