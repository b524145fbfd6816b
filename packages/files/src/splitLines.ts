import { DONE, operator, WAIT, type Many, type Operator } from '@rivulet/core'
import { checkName, checkOneOf, checkOptions, checkPositive } from './check.ts'
import { view } from './input.ts'
import { LineTooLongError } from './inputErrors.ts'

/** The options of {@link splitLines}. */
export interface SplitLinesOptions {
  /**
   * How the bytes are to be read. Invalid UTF-8 becomes U+FFFD.
   * @default 'utf8'
   */
  readonly encoding?: 'utf8' | 'latin1'
  /**
   * How many bytes a line may have before its `\n`: a whole number of at least 1. A longer line is an
   * error before it fills the memory.
   * @default 16 MiB
   */
  readonly maxLineLength?: number
  /** What errors call the input, such as its path. */
  readonly name?: string | undefined
}

const ENCODINGS = ['utf8', 'latin1'] as const
const LONGEST_LINE = 16 * 1024 * 1024
const NEWLINE = 0x0a
const CARRIAGE_RETURN = 0x0d
const BYTE_ORDER_MARK = Buffer.of(0xef, 0xbb, 0xbf)

/**
 * Splits bytes into lines. A line ends at `\n` or `\r\n` and at nothing else; what follows the last one is
 * a line if it is not empty. A byte-order mark at the beginning is not a part of the first line. A
 * character or a line end that is split over two chunks is whole.
 *
 * Each line is decoded by itself and when it is asked for. That is faster than splitting a decoded chunk,
 * and a line that is kept does not keep the chunk that it came from in memory.
 * @throws TypeError or RangeError for a bad argument; `LineTooLongError` when it is iterated
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { splitLines } from '@rivulet/files'
 *
 * const chunks = [Buffer.from('one\ntw'), Buffer.from('o\r\nthree')]
 * console.log(pipe(chunks, splitLines(), toArray())) // ['one', 'two', 'three']
 * ```
 */
export function splitLines(
  options: SplitLinesOptions = {},
): Operator<Uint8Array | string, Many<string>> {
  checkSplitLinesOptions('splitLines', options)
  const { encoding = 'utf8', maxLineLength = LONGEST_LINE, name } = options
  return operator((up) => {
    let chunk: Buffer | undefined
    let from = 0
    let offset = 0 // of the line that is read, from the beginning of the input
    let begun: Buffer[] = [] // the pieces of a line that did not end in its chunk
    let begunLength = 0

    const checkLength = (length: number): void => {
      if (length > maxLineLength) throw new LineTooLongError(maxLineLength, { input: name, offset })
    }
    const decode = (bytes: Buffer, start: number, end: number): string => {
      const text =
        start + (offset === 0 && startsWithMark(bytes, start) ? BYTE_ORDER_MARK.length : 0)
      return bytes.toString(encoding, text, end)
    }
    const begin = (piece: Buffer): void => {
      if (piece.length === 0) return
      begunLength += piece.length
      begun.push(piece)
      checkLength(begunLength)
    }
    const finish = (endedBy: 'newline' | 'end of input'): string => {
      const bytes = Buffer.concat(begun, begunLength)
      const end = endedBy === 'newline' ? withoutReturn(bytes, 0, begunLength) : begunLength
      const line = decode(bytes, 0, end)
      offset += begunLength + 1
      begun = []
      begunLength = 0
      return line
    }

    return () => {
      for (;;) {
        if (chunk !== undefined) {
          const end = chunk.indexOf(NEWLINE, from)
          if (end !== -1) {
            const start = from
            from = end + 1
            checkLength(begunLength + end - start)
            if (begunLength > 0) {
              begin(chunk.subarray(start, end))
              return finish('newline')
            }
            const line = decode(chunk, start, withoutReturn(chunk, start, end))
            offset += from - start
            return line
          }
          begin(chunk.subarray(from))
          chunk = undefined
        }
        const next = up()
        if (next === WAIT) return WAIT
        // What is left may be nothing but a byte-order mark.
        if (next === DONE) return (begunLength > 0 && finish('end of input')) || DONE
        chunk = view(next)
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
  checkPositive(called, 'maxLineLength', maxLineLength)
  checkName(called, name)
}

function withoutReturn(bytes: Buffer, start: number, end: number): number {
  return end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end
}

function startsWithMark(bytes: Buffer, start: number): boolean {
  return BYTE_ORDER_MARK.every((byte, index) => bytes[start + index] === byte)
}
