import { DONE } from '../kernel/pull.ts'
import { Seq } from '../kernel/seq.ts'

/**
 * A source without items: what a function returns that has nothing to give.
 *
 * @example
 * ```ts
 * import { empty } from '@rivulet/core'
 *
 * console.log([...empty()]) // []
 * ```
 */
export function empty<T = never>(): Seq<T> {
  return new Seq<T>(() => () => DONE)
}
