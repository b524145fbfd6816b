import { DONE, operator, WAIT, type Many, type Operator } from '@rivulet/core'
import { constants } from 'node:buffer'
import { bytesOf } from './bytesOf.ts'
import { Carry } from './carry.ts'
import { checkBoolean, checkName, checkOneOf, checkOptions, checkWhole } from './check.ts'
import { checkUtf8 } from './checkUtf8.ts'
import { LineTooLongError } from './inputErrors.ts'
import { PositionedLine, type Checkpoint, type Line } from './line.ts'

/**
 * The options of {@link splitLines}.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { splitLines, type SplitLinesOptions } from '@rivulet/files'
 *
 * // For what strangers send: nothing is repaired, and no line is long.
 * const strict = { fatal: true, maxLineLength: 1024 } satisfies SplitLinesOptions
 * const received = [Buffer.from('HELO a\r\nQUIT\r\n')]
 * console.log(pipe(received, splitLines(strict), toArray())) // ['HELO a', 'QUIT']
 * ```
 */
export interface SplitLinesOptions {
  /**
   * How the bytes are to be read.
   * @default 'utf8'
   */
  readonly encoding?: 'utf8' | 'latin1'
  /**
   * Whether invalid UTF-8 is an `InvalidUtf8Error`. Otherwise it becomes U+FFFD. In `latin1` nothing is
   * invalid.
   * @default false
   */
  readonly fatal?: boolean
  /**
   * How many bytes a line may have before its `\n`, a `\r` and a byte-order mark among them: a whole number of at
   * least 1. A longer line is an error before it fills the memory. No line can be longer than a string can, about 512 MiB.
   * @default 16 MiB
   */
  readonly maxLineLength?: number
  /**
   * Whether a line keeps the `\n` or `\r\n` that it ends with. The lines together are then the text.
   * @default false
   */
  readonly keepNewline?: boolean
  /**
   * Whether each line comes as a {@link Line}, which tells the file, the number of the line and its offset.
   * @default false
   */
  readonly position?: boolean
  /** What errors and positions call the input, such as its path. */
  readonly name?: string | undefined
}

const ENCODINGS = ['utf8', 'latin1'] as const
/** How long a line may be unless it is said. */
export const LONGEST_LINE = 16 * 1024 * 1024
const NEWLINE = 0x0a
const CARRIAGE_RETURN = 0x0d
const BYTE_ORDER_MARK = Buffer.of(0xef, 0xbb, 0xbf)
const REPLACEMENT = '\uFFFD'
const EMPTY = Buffer.alloc(0)

/**
 * How many bytes are decoded at once, as far as they are whole lines. A line is a slice of what was decoded
 * with it, so this much is what keeping one line can keep in memory. With half of it lines take a tenth
 * more time; four times as much gains nothing.
 */
const BLOCK = 2048

/**
 * Splits bytes into lines. A line ends at `\n` or `\r\n` and at nothing else; what follows the last one is
 * a line if it is not empty. A byte-order mark at the beginning is not a part of the first line. A
 * character or a line end that is split over two chunks is whole.
 *
 * A chunk is done with when the next one is asked for: its memory may be used again.
 * @throws TypeError or RangeError for a bad argument. When it is iterated: `LineTooLongError`, and with
 *   `fatal` `InvalidUtf8Error`
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { splitLines } from '@rivulet/files'
 *
 * const chunks = [Buffer.from('one\ntw'), Buffer.from('o\r\nthree')]
 * console.log(pipe(chunks, splitLines(), toArray())) // ['one', 'two', 'three']
 *
 * for (const { text, line, offset } of pipe(chunks, splitLines({ position: true }))) {
 *   console.log(text, line, offset)
 * }
 * // one 1 0
 * // two 2 4
 * // three 3 9
 * ```
 */
export function splitLines(
  options: SplitLinesOptions & { readonly position: true },
): Operator<Uint8Array | string, Many<Line>>
export function splitLines(
  options?: SplitLinesOptions & { readonly position?: false },
): Operator<Uint8Array | string, Many<string>>
export function splitLines(
  options: SplitLinesOptions,
): Operator<Uint8Array | string, Many<string | Line>>
export function splitLines(
  options: SplitLinesOptions = {},
): Operator<Uint8Array | string, Many<string | Line>> {
  checkSplitLinesOptions('splitLines', options)
  return splitLinesFrom({ offset: 0, line: 1 }, options)
}

/** The same for an input whose first bytes are somewhere in a text, at the beginning of a line. */
export function splitLinesFrom(
  begin: Checkpoint,
  options: SplitLinesOptions,
): Operator<Uint8Array | string, Many<string | Line>> {
  const { encoding = 'utf8', fatal, keepNewline, position, name } = options
  const maxLineLength = Math.min(
    options.maxLineLength ?? LONGEST_LINE,
    constants.MAX_STRING_LENGTH, // decoding more would be an error that names no file
  )
  return operator((up) => {
    const pull = bytesOf(up)
    let chunk: Buffer = EMPTY
    let from = 0 // what precedes it in the chunk is decoded
    const carry = new Carry()

    let block: Buffer = EMPTY // the bytes of whole lines
    let text = '' // the same, decoded
    let byteAt = 0 // where the next line begins, in `block`
    let at = 0 // the same in `text`
    let shift: number | undefined // from a place in `text` to that in `block`, where every byte is a character
    let suspicious = false

    let { offset, line } = begin // of the next line, in the whole input

    const checkLength = (length: number): void => {
      if (length > maxLineLength) {
        throw new LineTooLongError(maxLineLength, { input: name, offset, line })
      }
    }
    const decode = (bytes: Buffer): void => {
      const lead = offset === 0 && startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0
      block = bytes
      text = bytes.toString(encoding, lead)
      byteAt = 0
      at = 0
      shift = text.length === bytes.length - lead ? lead : undefined
      suspicious = fatal === true && encoding === 'utf8' && text.includes(REPLACEMENT)
    }

    /** Decodes as many whole lines as fit in a block, at least one; or keeps the piece of a line that is there. */
    const nextBlock = (): void => {
      let end = -1
      if (carry.length === 0) {
        end = chunk.lastIndexOf(NEWLINE, Math.min(from + BLOCK, chunk.length) - 1)
      }
      if (end < from) end = chunk.indexOf(NEWLINE, from)
      const piece = chunk.subarray(from, end === -1 ? chunk.length : end + 1)
      const isOneLine = carry.length > 0 || piece.length > BLOCK || end === -1
      if (isOneLine) checkLength(carry.length + piece.length - (end === -1 ? 0 : 1))
      from += piece.length
      if (carry.length > 0 || end === -1) carry.append(piece)
      if (end === -1) return
      decode(carry.length > 0 ? carry.take() : piece)
    }

    /** Gives the line from `at` to `end` in the text, which is that from `byteAt` to `byteEnd` in the block. */
    const take = (end: number, byteEnd: number, newline: 0 | 1): string | Line => {
      checkLength(byteEnd - byteAt)
      const isCrLf = newline === 1 && end > at && text.charCodeAt(end - 1) === CARRIAGE_RETURN
      const taken = text.slice(at, keepNewline ? end + newline : isCrLf ? end - 1 : end)
      if (suspicious && taken.includes(REPLACEMENT)) {
        checkUtf8(block.subarray(byteAt, byteEnd), { input: name, offset, line })
      }
      const begun = offset
      offset += byteEnd + newline - byteAt
      line++
      at = end + newline
      byteAt = byteEnd + newline
      return position ? new PositionedLine(taken, name, line - 1, begun, offset) : taken
    }

    return () => {
      for (;;) {
        if (at < text.length) {
          const end = text.indexOf('\n', at)
          return take(end, shift === undefined ? block.indexOf(NEWLINE, byteAt) : end + shift, 1)
        }
        if (from < chunk.length) {
          nextBlock()
          continue
        }
        const next = pull()
        if (next === WAIT) return WAIT
        if (next === DONE) {
          decode(carry.take())
          // What is left may be nothing but a byte-order mark.
          return text === '' ? DONE : take(text.length, block.length, 0)
        }
        chunk = next
        from = 0
      }
    }
  })
}

/** @throws TypeError or RangeError for a bad option, in the name of the function that was called */
export function checkSplitLinesOptions(called: string, options: SplitLinesOptions): void {
  checkOptions(called, options)
  const { encoding = 'utf8', maxLineLength = LONGEST_LINE, name } = options
  checkOneOf(called, 'encoding', encoding, ENCODINGS)
  checkWhole(called, 'maxLineLength', maxLineLength, 1)
  for (const flag of ['fatal', 'keepNewline', 'position'] as const) {
    checkBoolean(called, flag, options[flag])
  }
  checkName(called, name)
}

function startsWithMark(bytes: Buffer): boolean {
  return BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte)
}
