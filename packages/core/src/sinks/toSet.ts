import type { Sink } from '../kernel/operator.ts'
import { collect } from './collect.ts'

/**
 * Collects the distinct items in a new `Set`, in the order in which they first came.
 *
 * @example
 * ```ts
 * import { pipe, toSet } from '@rivulet/core'
 *
 * console.log(pipe(['GET', 'POST', 'GET'], toSet())) // Set(2) { 'GET', 'POST' }
 * ```
 */
export function toSet<A>(): Sink<A, Set<A>> {
  return collect<A, Set<A>>(
    () => new Set(),
    (set, item) => set.add(item),
  )
}
