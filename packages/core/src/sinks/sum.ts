import { aggregate, type AggregateSink } from './aggregate.ts'
import { addSum, addTo, valueOf, type CompensatedSum } from './compensatedSum.ts'
import { numberOf, type NumberOptions } from './numbers.ts'

/**
 * Adds up numbers without adding up their rounding errors ({@link CompensatedSum}). Of no items it
 * gives 0. NaN and infinities count as in `+`, and a sum that grows beyond the greatest number becomes
 * and stays infinite. A merge may differ from one pass in the last place, as the order of adding does.
 * Like `Math.sumPrecise` it refuses bigints, which need no such care:
 * `reduce((total, n) => total + n, 0n)`.
 * @throws TypeError if `by` is not a function, and at an item that is not a number
 *
 * @example
 * ```ts
 * import { pipe, sum } from '@rivulet/core'
 *
 * console.log(pipe([0.1, 0.2, 0.3], sum()), 0.1 + 0.2 + 0.3) // 0.6 0.6000000000000001
 * console.log(pipe([{ size: 2 }, { size: 3 }], sum({ by: (file) => file.size }))) // 5
 * ```
 */
export function sum(): AggregateSink<number, CompensatedSum, number>
export function sum<A>(options: NumberOptions<A>): AggregateSink<A, CompensatedSum, number>
export function sum<A>(options?: NumberOptions<A>): AggregateSink<A, CompensatedSum, number> {
  const toNumber = numberOf('sum', options)
  return aggregate<A, CompensatedSum, number>({
    init: () => [0, 0],
    step: (state, item) => {
      addTo(state, toNumber(item))
      return state
    },
    merge: (left, right) => {
      addSum(left, right)
      return left
    },
    finish: valueOf,
  })
}
