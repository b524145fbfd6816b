import { pipe, toArray } from '@rivulet/core'
import fc from 'fast-check'
import { isUtf8 } from 'node:buffer'
import { expect, test } from 'vitest'
import type { InvalidUtf8Error } from './inputErrors.ts'
import { splitLines } from './splitLines.ts'
import { cut, outcomeOf } from './testSupport.ts'

const MARK = Buffer.of(0xef, 0xbb, 0xbf)

/** Bytes of which everything about lines, marks and characters is made. */
const bytesOfText = fc
  .array(
    fc.constantFrom(
      ...['\n', '\r', '\r\n', '\0', 'a', 'é', '€', '😀', '\uFEFF', '\u2028'].map((text) =>
        Buffer.from(text),
      ),
      ...[0xff, 0xc3, 0xef, 0xbb, 0xbf, 0xf0].map((byte) => Buffer.of(byte)),
    ),
    { maxLength: 30 },
  )
  .map((parts) => Buffer.concat(parts))

const bytesAndChunks = bytesOfText.chain((bytes) => fc.tuple(fc.constant(bytes), cut(bytes)))

/** The lines of the whole input, read in the most obvious way. */
function linesOf(bytes: Buffer, encoding: 'utf8' | 'latin1'): string[] {
  const begin = bytes.subarray(0, 3).equals(MARK) ? 3 : 0
  const parts = bytes.subarray(begin).toString(encoding).split('\n')
  const last = parts.pop()
  const lines = parts.map((line) => line.replace(/\r$/, ''))
  return last ? [...lines, last] : lines
}

test.each(['utf8', 'latin1'] as const)(
  'the lines do not depend on the chunks, and are those of the decoded whole (%s)',
  (encoding) => {
    fc.assert(
      fc.property(bytesAndChunks, ([bytes, chunks]) => {
        expect(pipe(chunks, splitLines({ encoding }), toArray())).toEqual(linesOf(bytes, encoding))
      }),
    )
  },
)

test('neither do the lines before one that is too long, nor the error', async () => {
  await fc.assert(
    fc.asyncProperty(
      bytesAndChunks,
      fc.integer({ min: 1, max: 8 }),
      async (both, maxLineLength) => {
        const [bytes, chunks] = both
        const whole = await outcomeOf(pipe([bytes], splitLines({ maxLineLength })))
        expect(await outcomeOf(pipe(chunks, splitLines({ maxLineLength })))).toEqual(whole)
      },
    ),
  )
})

test.each(['utf8', 'latin1'] as const)(
  'positions name the bytes that each line is made of (%s)',
  (encoding) => {
    fc.assert(
      fc.property(bytesAndChunks, ([bytes, chunks]) => {
        const options = { encoding, position: true, keepNewline: true } as const
        const all = pipe(chunks, splitLines(options), toArray())
        for (const [index, { text, line, offset, checkpoint }] of all.entries()) {
          expect([line, checkpoint.line]).toEqual([index + 1, index + 2])
          expect(offset).toBe(all[index - 1]?.checkpoint.offset ?? 0)
          const own = bytes.subarray(offset, checkpoint.offset)
          const begin = offset === 0 && own.subarray(0, 3).equals(MARK) ? 3 : 0
          expect(text).toBe(own.subarray(begin).toString(encoding))
        }
        const end = all.at(-1)?.checkpoint.offset
        expect(end ?? 0).toBe(end === undefined ? 0 : bytes.length)
      }),
    )
  },
)

test('with `fatal`, lines are those without it up to the first that is invalid', async () => {
  await fc.assert(
    fc.asyncProperty(bytesAndChunks, async ([bytes, chunks]) => {
      const { items, error } = await outcomeOf(pipe(chunks, splitLines({ fatal: true })))
      const failure = error as InvalidUtf8Error | undefined
      expect(failure === undefined).toBe(isUtf8(bytes))
      expect(failure?.code).toBe(failure && 'INVALID_UTF8')
      const all = linesOf(bytes, 'utf8')
      expect(items).toEqual(failure ? all.slice(0, failure.line - 1) : all)
      const offset = failure?.offset ?? bytes.length
      expect(isUtf8(bytes.subarray(0, offset))).toBe(true)
      expect(isUtf8(bytes.subarray(offset))).toBe(failure === undefined)
    }),
  )
})
