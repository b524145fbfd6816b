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

/** The input ends in the middle. Everything that could be decoded was delivered before this error. */
export class TruncatedInputError extends Error implements Place {
  override readonly name = 'TruncatedInputError'
  readonly code = 'TRUNCATED_INPUT'
  readonly input: string | undefined
  readonly offset: number
  readonly format: string

  constructor(format: string, { input, offset }: Place, options?: ErrorOptions) {
    super(`${input ?? 'The input'} is cut off: its ${format} data ends at byte ${offset}`, options)
    this.input = input
    this.offset = offset
    this.format = format
  }
}

/**
 * The input is not what its format says. What precedes `offset` was delivered before this error, and may be
 * wrong itself: damage inside a gzip member is often noticed only by the checksum at the member's end.
 */
export class CorruptInputError extends Error implements Place {
  override readonly name = 'CorruptInputError'
  readonly code = 'CORRUPT_INPUT'
  readonly input: string | undefined
  readonly offset: number
  readonly format: string

  constructor(format: string, what: string, { input, offset }: Place, options?: ErrorOptions) {
    super(`${input ?? 'The input'} is not good ${format} data: ${what} at byte ${offset}`, options)
    this.input = input
    this.offset = offset
    this.format = format
  }
}

/** A line is longer than the limit: the input is hardly made of lines, and would have filled the memory. */
export class LineTooLongError extends Error implements Place {
  override readonly name = 'LineTooLongError'
  readonly code = 'LINE_TOO_LONG'
  readonly input: string | undefined
  /** Where the line begins, in bytes of the text. */
  readonly offset: number
  /** The number of the line, from 1. */
  readonly line: number
  /** The limit, in bytes. */
  readonly maxLineLength: number

  constructor(maxLineLength: number, { input, offset, line }: LinePlace) {
    super(
      `${input ?? 'The input'} has a line of more than ${maxLineLength} bytes at byte ${offset}, ` +
        `line ${line}: raise maxLineLength if that is right`,
    )
    this.input = input
    this.offset = offset
    this.line = line
    this.maxLineLength = maxLineLength
  }
}

/** The text is not UTF-8, and was not to be replaced by U+FFFD. The lines before this one were delivered. */
export class InvalidUtf8Error extends Error implements Place {
  override readonly name = 'InvalidUtf8Error'
  readonly code = 'INVALID_UTF8'
  readonly input: string | undefined
  /** Where the first invalid byte is, in bytes of the text. */
  readonly offset: number
  /** The number of the line that it is in, from 1. */
  readonly line: number

  constructor({ input, offset, line }: LinePlace) {
    super(`${input ?? 'The input'} is not UTF-8: invalid bytes at byte ${offset}, line ${line}`)
    this.input = input
    this.offset = offset
    this.line = line
  }
}

/**
 * A checkpoint does not fit the input: its file is not among those that were given, or is shorter than it was.
 * It was cut or replaced, and reading has to begin anew.
 */
export class CheckpointError extends Error implements Place {
  override readonly name = 'CheckpointError'
  readonly code = 'CHECKPOINT'
  readonly input: string | undefined
  /** That of the checkpoint. */
  readonly offset: number

  constructor(what: string, { input, offset }: Place) {
    super(`${input ?? 'The input'} ${what}: the checkpoint is at byte ${offset}`)
    this.input = input
    this.offset = offset
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
