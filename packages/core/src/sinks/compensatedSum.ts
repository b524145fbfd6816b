import { fromPortable, toPortable, type Portable } from './portable.ts'

/**
 * A sum of floating-point numbers that carries what rounding loses, by Neumaier's variant of Kahan's
 * summation (A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen",
 * ZAMM 54, 1974). Its error does not grow with the count of numbers, as long as they do not cancel
 * each other out over more than twice the precision of a number.
 *
 * @example
 * ```ts
 * import { sum, type CompensatedSum } from '@rivulet/core'
 *
 * // The state of `sum`. What rounding lost travels with it, as JSON, to whoever merges.
 * const total = sum()
 * const state: CompensatedSum = [1e16, 1, 1].reduce(total.step, total.init())
 * const message = JSON.stringify(state)
 * console.log(message) // [10000000000000000,2]
 * console.log(total.finish(JSON.parse(message))) // 10000000000000002
 * ```
 */
export type CompensatedSum = [total: Portable<number>, lost: Portable<number>]

export function addTo(sum: CompensatedSum, n: number): void {
  const total = fromPortable(sum[0])
  const next = total + n
  const lost = Math.abs(total) >= Math.abs(n) ? total - next + n : n - next + total
  sum[0] = toPortable(next)
  // Behind an infinity there is nothing to carry, and NaN would come of it.
  sum[1] = Number.isFinite(next) ? fromPortable(sum[1]) + lost : 0
}

export function addSum(left: CompensatedSum, right: CompensatedSum): void {
  addTo(left, fromPortable(right[0]))
  addTo(left, fromPortable(right[1]))
}

export function valueOf(sum: CompensatedSum): number {
  return fromPortable(sum[0]) + fromPortable(sum[1])
}
