import { checkFunction } from '../kernel/check.ts'
import { paced } from '../kernel/paced.ts'
import type { CallbackReturnsPromise } from '../kernel/returnsPromise.ts'
import { Seq } from '../kernel/seq.ts'

/**
 * `seed`, `next(seed)`, `next(next(seed))` and so on, without an end. `next` is called when the value
 * that it computes is asked for, and not earlier. A sequence that ends, or whose items are not its
 * states, is an `unfold`.
 * @throws TypeError if `next` is not a function
 *
 * @example
 * ```ts
 * import { iterate, pipe, takeWhile, toArray } from '@rivulet/core'
 *
 * const delays = iterate(100, (milliseconds) => milliseconds * 2)
 * console.log(pipe(delays, takeWhile((ms) => ms < 1000), toArray())) // [100, 200, 400, 800]
 * ```
 */
export function iterate<T>(seed: T, next: (value: T) => T): Seq<T>
export function iterate<T>(
  seed: T,
  next: (value: T) => NoInfer<T> | PromiseLike<unknown>,
): CallbackReturnsPromise<'use generate with an async generator function'>
export function iterate<T>(
  seed: T,
  next: (value: T) => T,
): Seq<T> | CallbackReturnsPromise<string> {
  checkFunction('iterate', 'next', next)
  return new Seq((run) => {
    let value = seed
    let isFirst = true
    return paced(() => {
      if (isFirst) isFirst = false
      else value = next(value)
      return value
    }, run)
  })
}
