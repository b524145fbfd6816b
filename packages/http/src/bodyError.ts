import { PageError } from './pageError.ts'

/**
 * What a {@link BodyError} is about; the README's table explains each.
 *
 * @example
 * ```ts
 * import type { BodyErrorCode } from '@rivulet/http'
 *
 * // What to tell somebody who gave the address of a list.
 * const ADVICE: Partial<Record<BodyErrorCode, string>> = {
 *   NO_ARRAY: 'There is no list at this place.',
 *   NOT_JSON: 'This is not JSON: is it the address of a web page?',
 * }
 * const advise = (code: BodyErrorCode): string => ADVICE[code] ?? 'Please try again later.'
 *
 * console.log(advise('BROKE_OFF')) // Please try again later.
 * ```
 */
export type BodyErrorCode =
  | 'BROKE_OFF'
  | 'CHANGED'
  | 'BAD_RANGE'
  | 'NOT_JSON'
  | 'TRUNCATED'
  | 'NO_ARRAY'
  | 'TOO_LONG'
  | 'TOO_DEEP'
  | 'NOT_EVENTS'
  | 'NO_EVENTS'

/**
 * Where in a body an error is.
 *
 * @example
 * ```ts
 * import { BodyError, type BodyPlace } from '@rivulet/http'
 *
 * // The error of a parser of your own, which says where it stands as the built-in ones do.
 * const place: BodyPlace = { url: 'https://example.com/rows.csv', line: 7 }
 * const { message } = new BodyError('NOT_JSON', place, 'the quotes are not closed')
 * console.log(message) // https://example.com/rows.csv: line 7: the quotes are not closed
 * ```
 */
export interface BodyPlace {
  readonly url: string | URL
  /** How many bytes into the body. */
  readonly offset?: number | undefined
  /** 1 for the first line. */
  readonly line?: number | undefined
}

/**
 * A body that is streamed could not be read to its end, or is not what was expected. What precedes the
 * place has been delivered.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { BodyError, ndjson } from '@rivulet/http'
 *
 * const rows = ndjson('https://api.example.com/rows', {
 *   fetch: async () => new Response('{"id":1}\n{"id":'), // stands in for the server
 * })
 * try {
 *   await pipe(rows, toArray())
 * } catch (error) {
 *   if (!(error instanceof BodyError)) throw error
 *   console.log(error.code, error.line) // NOT_JSON 2
 * }
 * ```
 */
export class BodyError extends PageError {
  override readonly name: string = 'BodyError'
  declare readonly code: BodyErrorCode
  /** How many bytes into the body, after gzip was undone; `undefined` where lines or events are counted. */
  readonly offset: number | undefined
  /** The line, 1 for the first; `undefined` for a body that is not made of lines. */
  readonly line: number | undefined

  constructor(code: BodyErrorCode, place: BodyPlace, message: string, options?: ErrorOptions) {
    const { url, offset, line } = place
    const where =
      line === undefined ? (offset === undefined ? '' : `byte ${offset}: `) : `line ${line}: `
    super(code, { url }, `${where}${message}`, options)
    this.offset = offset
    this.line = line
  }
}
