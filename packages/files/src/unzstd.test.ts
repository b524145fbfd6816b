import { pipe, toArray } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { compress } from './compress.ts'
import { decompress } from './decompress.ts'
import { UnsupportedFormatError } from './inputErrors.ts'
import { lines } from './lines.ts'
import { about, dripping, inPieces, numberedLines, textOf, zstdFrameOf } from './testSupport.ts'
import { hasZstd } from './zstd.ts'

const text = numberedLines(60_000)
const one = zstdFrameOf('one\n')
const two = zstdFrameOf('two\n', { isChecked: false })
const large = zstdFrameOf(text)
const skippable = Buffer.concat([Buffer.of(0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0), Buffer.from('xyz')])

function unpacked(...parts: readonly Buffer[]): ReturnType<typeof textOf> {
  return textOf(pipe(parts, decompress({ format: 'zstd', name: 'a.zst' })))
}

describe.skipIf(hasZstd)('without zstd in Node', () => {
  test('it is refused where it is asked for', () => {
    for (const call of [() => decompress({ format: 'zstd' }), () => compress({ format: 'zstd' })]) {
      expect(call).toThrow(UnsupportedFormatError)
      expect(call).toThrow('zstd, which needs Node 22.15 or later: this is v')
    }
  })

  test('it is an error where it is found, which names the file and is not taken for text', async () => {
    const found = [Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0)]
    await expect(pipe(found, decompress({ name: 'a.zst' }), toArray())).rejects.toMatchObject({
      code: 'UNSUPPORTED_FORMAT',
      input: 'a.zst',
      format: 'zstd',
    })
    await expect(pipe(lines(found), toArray())).rejects.toThrow('The input is zstd')
  })
})

describe.skipIf(!hasZstd)('zstd (needs Node 22.15)', () => {
  test('is recognised and read, wherever chunks end', async () => {
    for (const size of [1000, 65_536, large.length]) {
      expect(await textOf(pipe(inPieces(large, size), decompress()))).toEqual({ text })
    }
    expect(await textOf(pipe(dripping(large, 10_000), decompress()))).toEqual({ text })
    expect(await pipe(lines(inPieces(one, 1)), toArray())).toEqual(['one'])
  })

  test('of several frames is read as one text, also from one chunk', async () => {
    const frames = Buffer.concat([one, two, zstdFrameOf(''), one])
    for (let size = 1; size <= frames.length; size++) {
      expect(await unpacked(...inPieces(frames, size))).toEqual({ text: 'one\ntwo\none\n' })
    }
  })

  test('may have frames that are to be skipped, at the beginning too', async () => {
    const frames = Buffer.concat([skippable, one, skippable, skippable, two, skippable])
    for (const size of [1, 5, frames.length]) {
      const outcome = await textOf(pipe(inPieces(frames, size), decompress()))
      expect(outcome).toEqual({ text: 'one\ntwo\n' })
    }
  })

  test('that was written as a stream, without its size, is read', async () => {
    const parts = inPieces(Buffer.from(text), 100_000)
    const written = await pipe(parts, compress({ format: 'zstd', flush: true }), toArray())
    expect(await unpacked(...written)).toEqual({ text })
  })

  test('of bytes that do not compress, or of one byte again and again, is read', async () => {
    const random = Buffer.from(
      Array.from({ length: 300_000 }, (_, i) => (i * i * 31 + (i >> 3)) & 255),
    )
    for (const content of [random, Buffer.alloc(1_000_000, 'x')]) {
      const outcome = await unpacked(...inPieces(zstdFrameOf(content), 9999))
      expect(Buffer.from(outcome.text, 'latin1').equals(content)).toBe(true)
      expect(outcome.error).toBe(undefined)
    }
  })

  test('that is cut off at any byte is an error after what there is', async () => {
    const frames = Buffer.concat([one, skippable, two])
    const ends = [one.length, one.length + skippable.length]
    for (let length = 0; length < frames.length; length++) {
      const outcome = await unpacked(frames.subarray(0, length))
      expect('one\ntwo\n'.startsWith(outcome.text)).toBe(true)
      const isWhole = ends.includes(length)
      const place = outcome.error && about(outcome)
      const expected = ['TruncatedInputError', 'a.zst', 'zstd', length]
      expect(place).toEqual(isWhole ? undefined : expected)
      expect(outcome.text.length).toBeGreaterThanOrEqual(isWhole ? 4 : 0)
    }
  })

  test('that is cut off gives everything that could be decoded', async () => {
    const outcome = await unpacked(...inPieces(large.subarray(0, -5), 10_000))
    expect(about(outcome)).toEqual(['TruncatedInputError', 'a.zst', 'zstd', large.length - 5])
    expect(text.startsWith(outcome.text)).toBe(true)
    expect(text.length - outcome.text.length).toBeLessThan(128 * 1024)
    // Before its checksum everything is there, and only that is missing.
    expect((await unpacked(large.subarray(0, -4))).text).toBe(text)
  })

  test('with a checksum that does not match gives all of its text first', async () => {
    const bad = Buffer.concat([large.subarray(0, -1), Buffer.of((large.at(-1) ?? 0) ^ 1)])
    for (const size of [1000, bad.length]) {
      const outcome = await unpacked(one, ...inPieces(bad, size))
      expect(outcome.text).toBe(`one\n${text}`)
      expect(outcome.error).toMatchObject({ code: 'CORRUPT_INPUT', input: 'a.zst', format: 'zstd' })
    }
  })

  test.each([
    ['zeros', Buffer.alloc(600)],
    ['something else', Buffer.from('something else')],
    ['a single byte', Buffer.of(1)],
  ])('with %s after the last frame gives every frame first', async (_, garbage) => {
    const outcome = await unpacked(Buffer.concat([one, two, garbage]))
    expect(outcome.text).toBe('one\ntwo\n')
    const offset = one.length + two.length
    expect(about(outcome)).toEqual(['CorruptInputError', 'a.zst', 'zstd', offset])
    expect(String(outcome.error)).toContain('something else follows the last frame')
  })

  test('that is something else, or has a block of no type, is an error', async () => {
    expect(about(await unpacked(Buffer.from('plain')))).toEqual([
      'CorruptInputError',
      'a.zst',
      'zstd',
      0,
    ])
    const header = Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0x20, 4)
    const outcome = await unpacked(Buffer.concat([header, Buffer.of(0x06, 0, 0)]))
    expect(String(outcome.error)).toContain('unknown type of block at byte 6')
  })
})
