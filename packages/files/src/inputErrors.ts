/**
 * Where an error is: what every error of this package about an input tells.
 *
 * @example
 * ```ts
 * import { drain, pipe } from '@rivulet/core'
 * import { CorruptInputError, decompress, TruncatedInputError, type Place } from '@rivulet/files'
 * import { gzipSync } from 'node:zlib'
 *
 * const show = ({ input, offset }: Place): string => `${input ?? 'stdin'}, byte ${offset}`
 *
 * const half = gzipSync('hello').subarray(0, 15)
 * try {
 *   await pipe([half], decompress({ name: 'half.gz' }), drain())
 * } catch (error) {
 *   const isDamage = error instanceof CorruptInputError || error instanceof TruncatedInputError
 *   if (isDamage) console.log(show(error)) // half.gz, byte 15
 * }
 * ```
 */
export interface Place {
  /** The file, or what the caller calls the input; `undefined` for a nameless stream. */
  readonly input?: string | undefined
  /** How many bytes into the input, as it is read: compressed bytes for a compressed one. */
  readonly offset: number
}

/**
 * The place of an error about text.
 *
 * @example
 * ```ts
 * import { drain, pipe } from '@rivulet/core'
 * import { InvalidUtf8Error, LineTooLongError, splitLines, type LinePlace } from '@rivulet/files'
 *
 * const show = ({ input, line }: LinePlace): string => `${input ?? 'stdin'}:${line}`
 *
 * try {
 *   pipe(['short\nmuch too long\n'], splitLines({ maxLineLength: 8 }), drain())
 * } catch (error) {
 *   const isInLine = error instanceof LineTooLongError || error instanceof InvalidUtf8Error
 *   if (isInLine) console.log(show(error), error.code) // stdin:2 LINE_TOO_LONG
 * }
 * ```
 */
export interface LinePlace extends Place {
  /** The number of the line, from 1. */
  readonly line: number
}

/** What the errors about a place share. Not exported: who catches asks for one of the classes below. */
class PlaceError extends Error implements Place {
  readonly input: string | undefined
  readonly offset: number

  /** @param message without its subject, which is the input */
  constructor(message: string, { input, offset }: Place, options?: ErrorOptions) {
    super(`${input ?? 'The input'} ${message}`, options)
    this.input = input
    this.offset = offset
  }
}

/**
 * The input ends in the middle. Everything that could be decoded was delivered before this error.
 *
 * @example
 * ```ts
 * import { forEach, pipe } from '@rivulet/core'
 * import { lines, TruncatedInputError } from '@rivulet/files'
 * import { writeFileSync } from 'node:fs'
 * import { gzipSync } from 'node:zlib'
 *
 * writeFileSync('cut.log.gz', gzipSync('one\ntwo\n').subarray(0, -8)) // as a full disk leaves it
 * try {
 *   await pipe(lines('cut.log.gz'), forEach((line) => console.log(line)))
 * } catch (error) {
 *   if (!(error instanceof TruncatedInputError)) throw error
 *   console.log(error.input, 'lacks its end')
 * }
 * // one
 * // two
 * // cut.log.gz lacks its end
 * ```
 */
export class TruncatedInputError extends PlaceError {
  override readonly name = 'TruncatedInputError'
  readonly code = 'TRUNCATED_INPUT'
  readonly format: string

  constructor(format: string, place: Place, options?: ErrorOptions) {
    super(`is cut off: its ${format} data ends at byte ${place.offset}`, place, options)
    this.format = format
  }
}

/**
 * The input is not what its format says. What precedes `offset` was delivered before this error, and may be
 * wrong itself: damage inside a gzip member is often noticed only by the checksum at the member's end.
 *
 * @example
 * ```ts
 * import { forEach, pipe } from '@rivulet/core'
 * import { CorruptInputError, lines } from '@rivulet/files'
 * import { writeFileSync } from 'node:fs'
 * import { gzipSync } from 'node:zlib'
 *
 * writeFileSync('odd.log.gz', Buffer.concat([gzipSync('one\n'), Buffer.from('not gzip')]))
 * try {
 *   await pipe(lines('odd.log.gz'), forEach((line) => console.log(line)))
 * } catch (error) {
 *   if (!(error instanceof CorruptInputError)) throw error
 *   console.log(error.input, 'is not all', error.format)
 * }
 * // one
 * // odd.log.gz is not all gzip
 * ```
 */
export class CorruptInputError extends PlaceError {
  override readonly name = 'CorruptInputError'
  readonly code = 'CORRUPT_INPUT'
  readonly format: string

  constructor(format: string, what: string, place: Place, options?: ErrorOptions) {
    super(`is not good ${format} data: ${what} at byte ${place.offset}`, place, options)
    this.format = format
  }
}

/**
 * A line is longer than the limit: the input is hardly made of lines, and would have filled the memory.
 *
 * @example
 * ```ts
 * import { drain, pipe } from '@rivulet/core'
 * import { LineTooLongError, splitLines } from '@rivulet/files'
 *
 * try {
 *   pipe(['GET /\n', 'x'.repeat(100)], splitLines({ maxLineLength: 64, name: 'a client' }), drain())
 * } catch (error) {
 *   if (!(error instanceof LineTooLongError)) throw error
 *   console.log(error.input, error.line, error.maxLineLength) // a client 2 64
 * }
 * ```
 */
export class LineTooLongError extends PlaceError {
  override readonly name = 'LineTooLongError'
  readonly code = 'LINE_TOO_LONG'
  /** Where the line begins, in bytes of the text. */
  declare readonly offset: number
  /** The number of the line, from 1. */
  readonly line: number
  /** The limit, in bytes. */
  readonly maxLineLength: number

  constructor(maxLineLength: number, place: LinePlace) {
    super(
      `has a line of more than ${maxLineLength} bytes at byte ${place.offset}, ` +
        `line ${place.line}: raise maxLineLength if that is right`,
      place,
    )
    this.line = place.line
    this.maxLineLength = maxLineLength
  }
}

/**
 * The text is not UTF-8, and was not to be replaced by U+FFFD. The lines before this one were delivered.
 *
 * @example
 * ```ts
 * import { drain, pipe } from '@rivulet/core'
 * import { InvalidUtf8Error, splitLines } from '@rivulet/files'
 *
 * const text = Buffer.from('Z\u00fcrich\nGenf\n', 'latin1')
 * try {
 *   pipe([text], splitLines({ fatal: true, name: 'cities.txt' }), drain())
 * } catch (error) {
 *   if (!(error instanceof InvalidUtf8Error)) throw error
 *   console.log(error.input, error.line, error.offset) // cities.txt 1 1
 * }
 * ```
 */
export class InvalidUtf8Error extends PlaceError {
  override readonly name = 'InvalidUtf8Error'
  readonly code = 'INVALID_UTF8'
  /** Where the first invalid byte is, in bytes of the text. */
  declare readonly offset: number
  /** The number of the line that it is in, from 1. */
  readonly line: number

  constructor(place: LinePlace) {
    super(`is not UTF-8: invalid bytes at byte ${place.offset}, line ${place.line}`, place)
    this.line = place.line
  }
}

/**
 * A checkpoint does not fit the input: its file is not among those that were given, or is shorter than it was.
 * It was cut or replaced, and reading has to begin anew.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { CheckpointError, lines } from '@rivulet/files'
 * import { writeFileSync } from 'node:fs'
 *
 * writeFileSync('emptied.log', 'new\n') // it was longer when the checkpoint was stored
 * const checkpoint = { file: 'emptied.log', offset: 400, line: 10 }
 * const all = await pipe(lines('emptied.log', { checkpoint }), toArray()).catch((error: unknown) => {
 *   if (!(error instanceof CheckpointError)) throw error
 *   return pipe(lines('emptied.log'), toArray())
 * })
 * console.log(all) // ['new']
 * ```
 */
export class CheckpointError extends PlaceError {
  override readonly name = 'CheckpointError'
  readonly code = 'CHECKPOINT'
  /** That of the checkpoint. */
  declare readonly offset: number

  constructor(what: string, place: Place) {
    super(`${what}: the checkpoint is at byte ${place.offset}`, place)
  }
}

/**
 * The input is in a format that the running Node cannot read or write, as zstd before Node 22.15.
 *
 * @example
 * ```ts
 * import { map, pipe, toArray } from '@rivulet/core'
 * import { compress, decompress, UnsupportedFormatError } from '@rivulet/files'
 *
 * // zstd where Node has it, and gzip elsewhere: whoever reads it recognises both.
 * function smallest() {
 *   try {
 *     return compress({ format: 'zstd' })
 *   } catch (error) {
 *     if (!(error instanceof UnsupportedFormatError)) throw error
 *     return compress({ format: 'gzip' })
 *   }
 * }
 *
 * console.log(await pipe(['text'], smallest(), decompress(), map(String), toArray())) // ['text']
 * ```
 */
export class UnsupportedFormatError extends Error {
  override readonly name = 'UnsupportedFormatError'
  readonly code = 'UNSUPPORTED_FORMAT'
  readonly input: string | undefined
  readonly format: string

  constructor(format: string, since: string, input?: string) {
    super(
      `${input ?? 'The input'} is ${format}, which needs Node ${since} or later: ` +
        `this is ${process.version}`,
    )
    this.input = input
    this.format = format
  }
}
