import { checkFunction } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { noItem } from '../kernel/pull.ts'

/**
 * Combines the items into one value as `reduce` does, and delivers every value on the way: one for
 * each item. The initial value itself is not delivered, as in RxJS and unlike in Python's
 * `itertools.accumulate`. Without an initial value the first item takes its place and is the first
 * one delivered; the callback begins with the second one, at index 1.
 * @throws TypeError if `callback` is not a function
 *
 * @example
 * ```ts
 * import { pipe, scan, toArray } from '@rivulet/core'
 *
 * const balance = scan((total: number, payment: number) => total + payment, 100)
 * console.log(pipe([20, -5, 10], balance, toArray())) // [120, 115, 125]
 * ```
 */
export function scan<A>(
  callback: (accumulator: A, item: A, index: number) => A,
): Operator<A, Many<A>>
export function scan<A, R>(
  callback: (accumulator: R, item: A, index: number) => R,
  initial: R,
): Operator<A, Many<R>>
export function scan<A, R>(
  callback: (accumulator: R, item: A, index: number) => unknown,
  ...initial: [R] | []
): Operator<A, Many<R>> {
  checkFunction('scan', 'callback', callback)
  return operator<A, R>((up) => {
    let accumulator = initial[0] as R
    let started = initial.length > 0
    let index = 0
    return () => {
      const item = up()
      if (noItem(item)) return item
      accumulator = (started ? callback(accumulator, item, index) : item) as R
      started = true
      index++
      return accumulator
    }
  })
}
