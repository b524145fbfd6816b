import { map, type Many, type Operator } from '@rivulet/core'
import { show } from './check.ts'

/**
 * Ends each line with `\n`: text as `toFile` and `compress` take it. What a line holds is not looked at;
 * one with a `\n` in it becomes two.
 * @throws TypeError when it is iterated, for an item that is no string
 *
 * @example
 * ```ts
 * import { join, pipe } from '@rivulet/core'
 * import { toLines } from '@rivulet/files'
 *
 * console.log(JSON.stringify(pipe(['one', 'two'], toLines(), join('')))) // "one\ntwo\n"
 * ```
 */
export function toLines(): Operator<string, Many<string>> {
  return map((line: string, index: number) => {
    if (typeof line === 'string') return `${line}\n`
    throw new TypeError(`toLines: item ${index} must be a string, got ${show(line)}`)
  })
}
