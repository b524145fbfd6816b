import type { Sink } from '../kernel/operator.ts'
import { firstWhere } from './firstWhere.ts'

/**
 * Gives the first item, or `undefined` if there is none. It asks for no second one, and closes the
 * source.
 *
 * @example
 * ```ts
 * import { first, pipe, range } from '@rivulet/core'
 *
 * console.log(pipe(range(5, Infinity), first())) // 5
 * ```
 */
export function first<A>(): Sink<A, A | undefined> {
  return firstWhere<A, A | undefined>(
    () => true,
    (item) => item,
    undefined,
  )
}
