import { pipe, toArray } from '@rivulet/core'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decompress, type DecompressOptions } from './decompress.ts'
import { outcomeOf, textOf } from './testSupport.ts'

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
  [{ format: 'zip' }, RangeError, "format must be one of 'auto', 'gzip', 'none', got 'zip'"],
  [{ format: null }, TypeError, "format must be one of 'auto', 'gzip', 'none', got null"],
  [{ name: 7 }, TypeError, 'decompress: name must be a string, got 7'],
])('%j is refused at the call', (options, type, message) => {
  const call = (): unknown => decompress(options as DecompressOptions)
  expect(call).toThrow(type)
  expect(call).toThrow(message)
})
