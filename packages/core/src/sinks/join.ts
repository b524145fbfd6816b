import { show } from '../kernel/check.ts'
import { sink, type Sink } from '../kernel/operator.ts'
import { DONE, noItem, WAIT } from '../kernel/pull.ts'

/**
 * Puts all items into one string with a separator between them, as `Array.prototype.join` does:
 * `undefined` and `null` become empty strings. Of no items it gives an empty string.
 * @param separator a string
 *   @default ','
 * @throws TypeError if `separator` is not a string, and at an item that cannot become one, such as a symbol
 *
 * @example
 * ```ts
 * import { join, pipe } from '@rivulet/core'
 *
 * console.log(pipe(['a', 1, null], join(';'))) // a;1;
 * ```
 */
export function join(separator: string = ','): Sink<unknown, string> {
  if (typeof separator !== 'string') {
    throw new TypeError(`join: separator must be a string, got ${show(separator)}`)
  }
  return sink((up) => {
    let text = ''
    let started = false
    return () => {
      for (;;) {
        const item = up()
        if (noItem(item)) return item === DONE ? text : WAIT
        if (started) text += separator
        started = true
        // concat converts as an array's join does: a symbol throws, where String(item) would take it.
        if (item !== undefined && item !== null) text = text.concat(item as string)
      }
    }
  })
}
