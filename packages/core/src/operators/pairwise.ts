import type { Many, Operator } from '../kernel/operator.ts'
import { windows } from './windows.ts'

/**
 * Delivers each item with the one before it, as `[before, item]`: one pair less than there are
 * items. It is `windows(2)`, under the name of Python's `itertools.pairwise`.
 *
 * @example
 * ```ts
 * import { map, pairwise, pipe, toArray } from '@rivulet/core'
 *
 * const steps = map(([before, now]: [number, number]) => now - before)
 * console.log(pipe([1, 4, 9], pairwise(), steps, toArray())) // [3, 5]
 * ```
 */
export function pairwise<A>(): Operator<A, Many<[before: A, item: A]>> {
  return windows(2)
}
