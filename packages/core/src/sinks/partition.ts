import { checkFunction } from '../kernel/check.ts'
import { sink, type Operator, type Sink } from '../kernel/operator.ts'
import { DONE, noItem, WAIT } from '../kernel/pull.ts'
import type { CallbackReturnsPromise, MaybePromise, NoPromise } from '../kernel/returnsPromise.ts'

/**
 * Collects the items in two arrays: those for which the callback returns something truthy, and the
 * others. A type predicate narrows both.
 * @returns a sink that gives `[yes, no]`
 * @throws TypeError if `predicate` is not a function
 *
 * @example
 * ```ts
 * import { partition, pipe } from '@rivulet/core'
 *
 * const [even, odd] = pipe([1, 2, 3, 4], partition((n) => n % 2 === 0))
 * console.log(even, odd) // [2, 4] [1, 3]
 * ```
 */
export function partition<A, B extends A>(
  predicate: (item: A, index: number) => item is B,
): Sink<A, [yes: B[], no: Exclude<A, B>[]]>
export function partition<A, R extends NoPromise>(
  predicate: (item: A, index: number) => R,
): Sink<A, [yes: A[], no: A[]]>
export function partition<A, P extends MaybePromise>(
  predicate: (item: A, index: number) => P,
): Operator<A, CallbackReturnsPromise<'use mapAsync, then partition'>>
export function partition<A>(
  predicate: (item: A, index: number) => unknown,
): Sink<A, [yes: A[], no: A[]]>
export function partition<A>(predicate: (item: A, index: number) => unknown): Operator<A, unknown> {
  checkFunction('partition', 'predicate', predicate)
  return sink((up) => {
    const yes: A[] = []
    const no: A[] = []
    let index = 0
    return () => {
      for (;;) {
        const item = up()
        if (noItem(item)) return item === DONE ? [yes, no] : WAIT
        if (predicate(item, index++)) yes.push(item)
        else no.push(item)
      }
    }
  })
}
