import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { noItem } from '../kernel/pull.ts'

/**
 * Puts the separator between every two items: not before the first, and not after the last. The item
 * behind a separator has come when the separator is delivered.
 *
 * @example
 * ```ts
 * import { intersperse, pipe, toArray } from '@rivulet/core'
 *
 * console.log(pipe(['a', 'b', 'c'], intersperse('|'), toArray())) // ['a', '|', 'b', '|', 'c']
 * ```
 */
export function intersperse<A, B>(separator: B): Operator<A, Many<A | B>> {
  return operator<A, A | B>((up) => {
    let started = false
    let next: { readonly item: A } | undefined
    return () => {
      if (next !== undefined) {
        const { item } = next
        next = undefined
        return item
      }
      const item = up()
      if (noItem(item)) return item
      if (started) {
        next = { item }
        return separator
      }
      started = true
      return item
    }
  })
}
