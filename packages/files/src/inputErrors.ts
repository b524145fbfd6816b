/** Where an error is: what every error of this package about an input tells. */
export interface Place {
  /** The file, or what the caller calls the input; `undefined` for a nameless stream. */
  readonly input?: string | undefined
  /** How many bytes into the input, as it is read: compressed bytes for a compressed one. */
  readonly offset: number
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
  /** The limit, in bytes. */
  readonly maxLineLength: number

  constructor(maxLineLength: number, { input, offset }: Place) {
    super(
      `${input ?? 'The input'} has a line of more than ${maxLineLength} bytes at byte ${offset}: ` +
        'raise maxLineLength if that is right',
    )
    this.input = input
    this.offset = offset
    this.maxLineLength = maxLineLength
  }
}
