import { map, type Many, type Operator } from '@rivulet/core'
import { show } from './check.ts'

/**
 * Writes each value as a line of JSON, with its newline: text as `toFile` and `compress` take it. Errors of
 * `JSON.stringify`, such as that of a bigint or of a value that holds itself, come through as they are.
 * @throws TypeError when it is iterated, for a value that JSON has no word for: `undefined`, a function or a
 *   symbol
 *
 * @example
 * ```ts
 * import { join, pipe } from '@rivulet/core'
 * import { toNdjson } from '@rivulet/files'
 *
 * const text = pipe([{ id: 1 }, null, 'a\nb'], toNdjson(), join(''))
 * console.log(text.split('\n')) // ['{"id":1}', 'null', '"a\\nb"', '']
 * ```
 */
export function toNdjson(): Operator<unknown, Many<string>> {
  return map((value: unknown, index: number) => {
    const json = JSON.stringify(value) as string | undefined
    if (json !== undefined) return `${json}\n`
    throw new TypeError(`toNdjson: item ${index} cannot be written as JSON, got ${show(value)}`)
  })
}
