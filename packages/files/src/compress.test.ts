import { pipe, take, toArray } from '@rivulet/core'
import { brotliDecompressSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { compress, type CompressOptions } from './compress.ts'
import { decompress } from './decompress.ts'
import { inPieces, numberedLines, outcomeOf, textOf } from './testSupport.ts'
import { hasZstd } from './zstd.ts'

const text = numberedLines(20_000)
const pieces = inPieces(Buffer.from(text), 10_000)
const highest = { gzip: 9, deflate: 9, brotli: 11, zstd: 19 }
const formats = ['gzip', 'deflate', 'brotli', 'zstd'] as const

async function compressed(
  source: Iterable<Buffer | string>,
  options?: CompressOptions,
): Promise<Buffer> {
  return Buffer.concat(await pipe(source, compress(options), toArray()))
}

describe.each(formats)('%s', (format) => {
  describe.skipIf(format === 'zstd' && !hasZstd)('(zstd needs Node 22.15)', () => {
    test('is written and read again', async () => {
      const again = pipe(pieces, compress({ format }), decompress({ format }))
      expect(await textOf(again)).toEqual({ text })
    })

    test('of nothing is a whole file of nothing', async () => {
      const nothing = await compressed([], { format })
      expect(nothing.length).toBeGreaterThan(0)
      expect(await textOf(pipe([nothing], decompress({ format })))).toEqual({ text: '' })
      expect(await compressed(['', Buffer.alloc(0)], { format })).toEqual(nothing)
    })

    test('is smaller with a higher level', async () => {
      const least = await compressed(pieces, { format, level: 1 })
      const most = await compressed(pieces, { format, level: highest[format] })
      expect(most.length).toBeLessThan(least.length)
    })

    test('is the same for the same input', async () => {
      const pipeline = pipe(pieces, compress({ format }))
      expect(Buffer.concat(await pipe(pipeline, toArray()))).toEqual(
        Buffer.concat(await pipe(pipeline, toArray())),
      )
    })

    test('is delivered chunk by chunk if it is flushed', async () => {
      const received: string[] = []
      const source = (function* () {
        for (const item of ['one\n', 'two\n', 'three\n']) {
          yield item
          // This far only after the chunk came out at the other end.
          received.push(`after ${item}`)
        }
      })()
      const flushed = pipe(source, compress({ format, flush: true }), decompress({ format }))
      for await (const chunk of flushed) received.push(String(chunk))
      expect(received).toEqual([
        'one\n',
        'after one\n',
        'two\n',
        'after two\n',
        'three\n',
        'after three\n',
      ])
    })

    test('delivers what there is when the source fails, and then its error', async () => {
      const broken = new Error('broken')
      const source = (function* () {
        yield text
        throw broken
      })()
      const { items, error } = await outcomeOf(pipe(source, compress({ format, flush: true })))
      const { text: read } = await textOf(pipe(items, decompress({ format })))
      expect(read).toBe(text)
      expect(error).toBe(broken)
    })

    test('asks for no more than it needs', async () => {
      let asked = 0
      const endless = (function* () {
        for (;;) {
          asked++
          yield text
        }
      })()
      await pipe(endless, compress({ format, flush: true }), take(1), toArray())
      expect(asked).toBe(1)
    })
  })
})

describe('what is written', () => {
  test('is read by zlib, and by default it is gzip', async () => {
    expect(String(gunzipSync(await compressed(pieces)))).toBe(text)
    expect(String(inflateSync(await compressed(pieces, { format: 'deflate' })))).toBe(text)
    expect(String(brotliDecompressSync(await compressed(pieces, { format: 'brotli' })))).toBe(text)
    expect(await compressed(['für'])).toEqual(gzipSync('für'))
  })
})

test.each([
  [null, TypeError, 'compress: options must be an object, got null'],
  [{ format: 'auto' }, RangeError, "'brotli', 'zstd', got 'auto'"],
  [{ format: 1 }, TypeError, 'compress: format must be one of'],
  [{ level: 10 }, RangeError, 'level of gzip must be a whole number from 0 to 9, got 10'],
  [{ level: -1 }, RangeError, 'got -1'],
  [{ level: 1.5 }, RangeError, 'got 1.5'],
  [{ level: '1' }, TypeError, "got '1'"],
  [{ format: 'brotli', level: 12 }, RangeError, 'from 0 to 11, got 12'],
  [{ format: 'zstd', level: 0 }, RangeError, 'from 1 to 22, got 0'],
  [{ flush: 1 }, TypeError, 'compress: flush must be a boolean, got 1'],
])('%j is refused at the call', (options, type, message) => {
  const call = (): unknown => compress(options as CompressOptions)
  expect(call).toThrow(type)
  expect(call).toThrow(message)
})
