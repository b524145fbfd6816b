import { pipe, toArray } from '@rivulet/core'
import { once } from 'node:events'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decompress, type DecompressOptions } from './decompress.ts'
import { about, inPieces, outcomeOf, textOf, zstdFrameOf } from './testSupport.ts'
import { hasZstd } from './zstd.ts'

const gzipped = gzipSync('text')

describe('with the format auto', () => {
  test('gzip is told by its first two bytes, also when they come one by one', async () => {
    const chunks = [gzipped.subarray(0, 1), Buffer.alloc(0), gzipped.subarray(1)]
    expect(await textOf(pipe(chunks, decompress()))).toEqual({ text: 'text' })
  })

  test.each(['plain', 'p', '', '\x1fplain'])('%j passes through', async (text) => {
    const chunks = Array.from(text, (character) => Buffer.from(character))
    expect(await textOf(pipe(chunks, decompress()))).toEqual({ text })
  })

  test('text passes through as UTF-8, and any Uint8Array as a Buffer over the same memory', async () => {
    const bytes = Uint8Array.of(1, 2, 3)
    const [first, second] = await pipe(['für', bytes.subarray(1)], decompress(), toArray())
    expect(first).toEqual(Buffer.from('für'))
    expect(second).toEqual(Buffer.of(2, 3))
    expect(second?.buffer).toBe(bytes.buffer)
  })

  test('an input of nothing but empty chunks is empty', async () => {
    expect(await outcomeOf(pipe([Buffer.alloc(0), ''], decompress()))).toEqual({ items: [] })
  })
})

test('with the format none even gzip passes through', async () => {
  expect(await textOf(pipe([gzipped], decompress({ format: 'none' })))).toEqual({
    text: gzipped.toString('latin1'),
  })
})

describe('what follows the compressed data', () => {
  const garbage = Buffer.from('garbage')
  const inputs = [
    ['gzip', Buffer.concat([gzipped, gzipped, Buffer.alloc(3)]), 'texttext'],
    ['deflate', deflateSync('text'), 'text'],
    ['brotli', brotliCompressSync('text'), 'text'],
    ['zstd', zstdFrameOf('text'), 'text'],
  ] as const

  describe.each(inputs)('%s', (format, good, text) => {
    describe.skipIf(format === 'zstd' && !hasZstd)('(zstd needs Node 22.15)', () => {
      const chunks = [Buffer.concat([good, garbage]), garbage]

      test('is an error after everything that is good', async () => {
        const outcome = await textOf(pipe(chunks, decompress({ format, name: 'a' })))
        expect(outcome.text).toBe(text)
        expect(about(outcome)).toEqual(['CorruptInputError', 'a', format, good.length])
      })

      test('is a warning, if that is asked for', async () => {
        const warned = once(process, 'warning')
        const pipeline = pipe(chunks, decompress({ format, name: 'a', onTrailingData: 'warn' }))
        expect(await textOf(pipeline)).toEqual({ text })
        const [warning] = (await warned) as [NodeJS.ErrnoException]
        expect(warning).toMatchObject({ name: 'TrailingDataWarning', code: 'TRAILING_DATA' })
        expect(warning.message).toContain(`a is not good ${format} data: something else follows`)
        expect(warning.message).toContain(`at byte ${good.length}`)
      })

      test('is nothing, if that is asked for, and is not read', async () => {
        let asked = 0
        const counted = (function* () {
          for (const chunk of chunks) {
            asked++
            yield chunk
          }
        })()
        const pipeline = pipe(counted, decompress({ format, onTrailingData: 'ignore' }))
        expect(await textOf(pipeline)).toEqual({ text })
        expect(asked).toBe(1)
      })

      test('may be nothing at all', async () => {
        expect(await textOf(pipe([good], decompress({ format })))).toEqual({ text })
      })
    })
  })
})

test('a chunk is done with when the next one is asked for', async () => {
  const file = Buffer.concat([gzipped, Buffer.alloc(2), gzipSync('another'), gzipped])
  for (const size of [1, 2, 3, 5, 11]) {
    const memory = Buffer.alloc(size)
    const recycling = (function* () {
      for (const piece of inPieces(file, size)) {
        yield memory.subarray(0, piece.copy(memory))
        memory.fill(0xee)
      }
    })()
    expect(await textOf(pipe(recycling, decompress()))).toEqual({ text: 'textanothertext' })
  }
})

test('a pipeline can be iterated again', async () => {
  const pipeline = pipe([gzipped], decompress())
  expect(await textOf(pipeline)).toEqual({ text: 'text' })
  expect(await textOf(pipeline)).toEqual({ text: 'text' })
})

test('a chunk that is neither bytes nor text is refused', async () => {
  const chunks = [1] as unknown as Buffer[]
  await expect(pipe(chunks, decompress(), toArray())).rejects.toThrow(
    'expected chunks of bytes or text, got number',
  )
})

test.each([
  [null, TypeError, 'decompress: options must be an object, got null'],
  [
    { format: 'zip' },
    RangeError,
    "must be one of 'auto', 'gzip', 'deflate', 'brotli', 'zstd', 'none', got 'zip'",
  ],
  [{ format: null }, TypeError, "'none', got null"],
  [
    { onTrailingData: 'throw' },
    RangeError,
    "decompress: onTrailingData must be one of 'error', 'warn', 'ignore', got 'throw'",
  ],
  [{ name: 7 }, TypeError, 'decompress: name must be a string, got 7'],
])('%j is refused at the call', (options, type, message) => {
  const call = (): unknown => decompress(options as DecompressOptions)
  expect(call).toThrow(type)
  expect(call).toThrow(message)
})
