import { checkFunction } from '../kernel/check.ts'
import { sink, type Sink } from '../kernel/operator.ts'
import { DONE, noItem, WAIT } from '../kernel/pull.ts'

/**
 * Combines all items into one value. Without an initial value the first item takes its place, and the
 * callback begins with the second one, at index 1.
 * @throws TypeError if `callback` is not a function, and at the end of a source without items if
 *   there is no initial value either
 *
 * @example
 * ```ts
 * import { pipe, reduce } from '@rivulet/core'
 *
 * console.log(pipe([1, 2, 3], reduce((sum, n) => sum + n, 0))) // 6
 * ```
 */
export function reduce<A>(callback: (accumulator: A, item: A, index: number) => A): Sink<A, A>
export function reduce<A, R>(
  callback: (accumulator: R, item: A, index: number) => R,
  initial: R,
): Sink<A, R>
export function reduce<A, R>(
  callback: (accumulator: R, item: A, index: number) => unknown,
  ...initial: [R] | []
): Sink<A, R> {
  checkFunction('reduce', 'callback', callback)
  return sink<A, R>((up) => {
    let accumulator = initial[0] as R
    let started = initial.length > 0
    let index = 0
    return () => {
      if (!started) {
        const first = up()
        if (first === WAIT) return WAIT
        if (first === DONE) throw new TypeError('reduce: there is no item and no initial value')
        accumulator = first as unknown as R
        started = true
        index = 1
      }
      for (;;) {
        const item = up()
        if (noItem(item)) return item === DONE ? accumulator : WAIT
        accumulator = callback(accumulator, item, index++) as R
      }
    }
  })
}
