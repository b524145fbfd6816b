import { checkFunction } from '../kernel/check.ts'
import { stepOperator, type Many, type Operator } from '../kernel/operator.ts'
import type { Synchronous } from '../kernel/synchronous.ts'

/**
 * Delivers what the callback returns for each item.
 * @throws TypeError if `callback` is not a function
 *
 * @example
 * ```ts
 * import { map, pipe, toArray } from '@rivulet/core'
 *
 * console.log(pipe(['fig', 'kiwi'], map((word) => word.length), toArray())) // [3, 4]
 * ```
 */
export function map<A, B>(
  callback: (item: A, index: number) => Synchronous<B, 'mapAsync'>,
): Operator<A, Many<B>> {
  checkFunction('map', 'callback', callback)
  return stepOperator(callback, 'replace')
}
