import type { Sink } from '../kernel/operator.ts'
import { firstWhere } from './firstWhere.ts'

/**
 * Tells whether a value is among the items. It stops there and closes the source. Values are compared
 * as `Array.prototype.includes` does it (SameValueZero): NaN is found, and 0 is -0.
 * @param value what to look for; it may be of any type
 *
 * @example
 * ```ts
 * import { includes, pipe, range } from '@rivulet/core'
 *
 * console.log(pipe(range(0, Infinity), includes(7))) // true
 * console.log(pipe([1, 2], includes('1'))) // false
 * ```
 */
export function includes(value: unknown): Sink<unknown, boolean> {
  const isNaN = Number.isNaN(value)
  return firstWhere<unknown, boolean>(
    (item) => item === value || (isNaN && Number.isNaN(item)),
    () => true,
    false,
  )
}
