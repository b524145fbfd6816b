/** Where an error is: what every error of this package about an input tells. */
export interface Place {
  /** The file, or what the caller calls the input; `undefined` for a nameless stream. */
  readonly input?: string | undefined
  /** How many bytes into the input, as it is read: compressed bytes for a compressed one. */
  readonly offset: number
}

/** The place of an error about text. */
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

/** The input ends in the middle. Everything that could be decoded was delivered before this error. */
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

/** A line is longer than the limit: the input is hardly made of lines, and would have filled the memory. */
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

/** The text is not UTF-8, and was not to be replaced by U+FFFD. The lines before this one were delivered. */
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

/** The input is in a format that the running Node cannot read or write, as zstd before Node 22.15. */
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
