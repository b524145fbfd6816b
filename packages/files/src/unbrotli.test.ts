import { pipe } from '@rivulet/core'
import { brotliCompressSync, constants } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decompress } from './decompress.ts'
import { about, dripping, inPieces, numberedLines, textOf } from './testSupport.ts'

const params = { [constants.BROTLI_PARAM_QUALITY]: 5 }
const text = numberedLines(20_000)
const whole = brotliCompressSync(text, { params })

function unpacked(...parts: readonly Buffer[]): ReturnType<typeof textOf> {
  return textOf(pipe(parts, decompress({ format: 'brotli', name: 'a.br' })))
}

describe('brotli', () => {
  test('is read, wherever chunks end', async () => {
    for (const size of [100, 65_536, whole.length]) {
      expect(await unpacked(...inPieces(whole, size))).toEqual({ text })
    }
    const slowly = pipe(dripping(whole, 1000), decompress({ format: 'brotli' }))
    expect(await textOf(slowly)).toEqual({ text })
  })

  test('comes together byte by byte', async () => {
    const small = inPieces(brotliCompressSync('one\ntwo\n'), 1)
    expect(await unpacked(...small)).toEqual({ text: 'one\ntwo\n' })
  })

  test('of nothing is nothing', async () => {
    expect(await unpacked(brotliCompressSync(''))).toEqual({ text: '' })
  })

  test('that is cut off is an error after what there is', async () => {
    const small = brotliCompressSync('one\ntwo\n')
    for (let length = 0; length < small.length; length++) {
      const outcome = await unpacked(small.subarray(0, length))
      expect('one\ntwo\n'.startsWith(outcome.text)).toBe(true)
      expect(about(outcome)).toEqual(['TruncatedInputError', 'a.br', 'brotli', length])
    }
    const outcome = await unpacked(...inPieces(whole.subarray(0, -1), 1000))
    expect(text.startsWith(outcome.text)).toBe(true)
    expect(text.length - outcome.text.length).toBeLessThan(1000)
  })

  test('with something after its end gives all of its text first: zlib would be silent', async () => {
    for (const parts of [[whole, Buffer.from('x')], [Buffer.concat([whole, Buffer.from('x')])]]) {
      const outcome = await unpacked(...parts)
      expect(outcome.text).toBe(text)
      expect(about(outcome)).toEqual(['CorruptInputError', 'a.br', 'brotli', whole.length])
      expect(String(outcome.error)).toContain('something else follows the stream')
    }
  })

  test('that is something else is an error that tells what zlib says', async () => {
    const outcome = await unpacked(Buffer.from('some plain text that is no brotli'))
    expect(about(outcome)).toEqual(['CorruptInputError', 'a.br', 'brotli', 0])
    const { cause } = outcome.error as { cause: NodeJS.ErrnoException }
    expect(cause.code).toMatch(/^ERR__ERROR_FORMAT/)
  })
})
