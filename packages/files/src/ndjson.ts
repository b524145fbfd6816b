import { noItem, operator, type Many, type Operator } from '@rivulet/core'
import { checkOptions, show } from './check.ts'
import { InvalidJsonError } from './invalidJsonError.ts'
import type { Line } from './line.ts'

/**
 * The options of {@link ndjson}.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { ndjson, type NdjsonOptions } from '@rivulet/files'
 *
 * // Leaves out what is not JSON, and counts it.
 * let broken = 0
 * const counting: NdjsonOptions = { onInvalid: () => broken++ }
 * console.log(pipe(['{"id":1}', '{"id":', '{"id":3}'], ndjson(counting), toArray()), broken)
 * // [{ id: 1 }, { id: 3 }] 1
 * ```
 */
export interface NdjsonOptions {
  /**
   * What becomes of a line that is not JSON. `'throw'` ends the pipeline with its `InvalidJsonError`; a
   * callback is given that error, and the line is left out. What the callback throws ends the pipeline.
   * @default 'throw'
   */
  readonly onInvalid?: 'throw' | ((error: InvalidJsonError) => void) | undefined
}

const BLANK = /^[ \t\r\n]*$/u

/**
 * Parses lines of JSON: NDJSON, also called JSON Lines. Blank lines are passed over. Lines that know where
 * they came from, as `lines` and `splitLines` give them with `position: true`, have their file and offset in
 * errors; of plain strings only the number is known, counted over all of them. For bytes, put
 * `splitLines` before it.
 * @throws TypeError or RangeError for a bad argument; `InvalidJsonError` when it is iterated
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { lines, ndjson } from '@rivulet/files'
 * import { writeFileSync } from 'node:fs'
 *
 * writeFileSync('users.ndjson', '{"id":1}\n\n{"id":2}\n{"id":\n')
 * const users = pipe(
 *   lines('users.ndjson', { position: true }),
 *   ndjson<{ id: number }>({ onInvalid: ({ input, line, offset }) => console.log(input, line, offset) }),
 * )
 * console.log(await pipe(users, toArray()))
 * // users.ndjson 4 19
 * // [{ id: 1 }, { id: 2 }]
 * ```
 */
export function ndjson<T = unknown>(options: NdjsonOptions = {}): Operator<string | Line, Many<T>> {
  checkOptions('ndjson', options)
  const { onInvalid = 'throw' } = options
  checkOnInvalid(onInvalid)
  return operator((up) => {
    let number = 0
    return () => {
      for (;;) {
        const item = up()
        if (noItem(item)) return item
        number++
        const text = textOf(item, number)
        try {
          return JSON.parse(text) as T
        } catch (cause) {
          // Looked at only now: nearly every line is JSON, and a blank one is none.
          if (BLANK.test(text)) continue
          const place = typeof item === 'string' ? { text, line: number } : item
          const error = new InvalidJsonError(place, { cause })
          if (onInvalid === 'throw') throw error
          onInvalid(error)
        }
      }
    }
  })
}

function textOf(item: string | Line, number: number): string {
  if (typeof item === 'string') return item
  if (typeof item === 'object' && typeof item?.text === 'string') return item.text
  throw new TypeError(`ndjson: line ${number} must be a string or a Line, got ${show(item)}`)
}

function checkOnInvalid(value: unknown): void {
  if (value === 'throw' || typeof value === 'function') return
  const message = `ndjson: onInvalid must be 'throw' or a function, got ${show(value)}`
  throw typeof value === 'string' ? new RangeError(message) : new TypeError(message)
}
