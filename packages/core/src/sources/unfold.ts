import { checkFunction, show } from '../kernel/check.ts'
import { paced } from '../kernel/paced.ts'
import { DONE } from '../kernel/pull.ts'
import type { CallbackReturnsPromise } from '../kernel/returnsPromise.ts'
import { Seq } from '../kernel/seq.ts'

/**
 * Items from a state that moves on: `step` gets the state and returns `[item, next state]`, or
 * `undefined` at the end. It is called once for each item, when the item is asked for. The opposite of
 * `reduce`.
 * @throws TypeError if `step` is not a function, and when it returns anything else
 *
 * @example
 * ```ts
 * import { unfold } from '@rivulet/core'
 *
 * const digits = unfold(1234, (n) => (n > 0 ? [n % 10, Math.floor(n / 10)] : undefined))
 * console.log([...digits]) // [4, 3, 2, 1]
 * ```
 */
export function unfold<S, T>(
  state: S,
  step: (state: S) => readonly [item: T, next: S] | undefined,
): Seq<T>
export function unfold<S>(
  state: S,
  step: (state: S) => readonly [item: unknown, next: S] | undefined | PromiseLike<unknown>,
): CallbackReturnsPromise<'use generate with an async generator function'>
export function unfold<S, T>(
  state: S,
  step: (state: S) => unknown,
): Seq<T> | CallbackReturnsPromise<string> {
  checkFunction('unfold', 'step', step)
  return new Seq((run) => {
    let current = state
    return paced(() => {
      const result = step(current)
      if (result === undefined) return DONE
      if (!Array.isArray(result)) {
        throw new TypeError(`unfold: step must return an array or undefined, got ${show(result)}`)
      }
      current = result[1]
      return result[0]
    }, run)
  })
}
