import type { Line } from './line.ts'

/**
 * A line that is not JSON.
 *
 * @example
 * ```ts
 * import { drain, pipe } from '@rivulet/core'
 * import { InvalidJsonError, lines, ndjson } from '@rivulet/files'
 * import { writeFileSync } from 'node:fs'
 *
 * writeFileSync('broken.ndjson', '{"id":1}\n{"id":\n')
 * try {
 *   await pipe(lines('broken.ndjson', { position: true }), ndjson(), drain())
 * } catch (error) {
 *   if (!(error instanceof InvalidJsonError)) throw error
 *   console.log(error.input, error.line, error.text) // broken.ndjson 2 {"id":
 * }
 * ```
 */
export class InvalidJsonError extends Error {
  override readonly name = 'InvalidJsonError'
  readonly code = 'INVALID_JSON'
  /** The file, or what the caller calls the input; `undefined` if the lines do not tell. */
  readonly input: string | undefined
  /** The number of the line, from 1. */
  readonly line: number
  /** Where the line begins, in bytes of the text; `undefined` if the lines do not tell. */
  readonly offset: number | undefined
  /** The line itself. */
  readonly text: string

  constructor(
    { text, file, line, offset }: Pick<Line, 'text' | 'line'> & Partial<Line>,
    options: ErrorOptions,
  ) {
    const place = offset === undefined ? '' : ` (byte ${offset})`
    const { message } = options.cause as Error
    super(`${file ?? 'The input'}, line ${line}${place} is not JSON: ${message}`, options)
    this.input = file
    this.line = line
    this.offset = offset
    this.text = text
  }
}
