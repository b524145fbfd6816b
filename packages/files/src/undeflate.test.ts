import { pipe } from '@rivulet/core'
import { deflateRawSync, deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decompress } from './decompress.ts'
import { about, dripping, inPieces, numberedLines, textOf } from './testSupport.ts'

const text = numberedLines(20_000)
const wrapped = deflateSync(text)
const raw = deflateRawSync(text)

function inflated(...parts: readonly Buffer[]): ReturnType<typeof textOf> {
  return textOf(pipe(parts, decompress({ format: 'deflate', name: 'a' })))
}

describe('deflate', () => {
  test.each([
    ['with a zlib header', wrapped],
    ['without one', raw],
    [
      'with a header of the smallest window and level',
      deflateSync(text, { windowBits: 9, level: 1 }),
    ],
    ['without one, and not compressed', deflateRawSync(text, { level: 0 })],
  ])('%s is read, wherever chunks end', async (_, whole) => {
    expect(await inflated(whole)).toEqual({ text })
    for (const size of [100, 65_536]) {
      expect(await inflated(...inPieces(whole, size))).toEqual({ text })
    }
    const slowly = pipe(dripping(whole, 1000), decompress({ format: 'deflate' }))
    expect(await textOf(slowly)).toEqual({ text })
  })

  test.each([
    ['with', deflateSync('')],
    ['without', deflateRawSync('')],
  ])('of nothing, %s a header, is nothing', async (_, whole) => {
    expect(await inflated(whole)).toEqual({ text: '' })
  })

  test.each([
    ['with', deflateSync('one\ntwo\n')],
    ['without', deflateRawSync('one\ntwo\n')],
  ])('comes together byte by byte, %s a header', async (_, whole) => {
    expect(await inflated(...inPieces(whole, 1))).toEqual({ text: 'one\ntwo\n' })
  })

  test.each([
    ['with', deflateSync('one\n')],
    ['without', deflateRawSync('one\n')],
  ])('that is cut off, %s a header, is an error after what there is', async (_, whole) => {
    for (let length = 0; length < whole.length; length++) {
      const outcome = await inflated(whole.subarray(0, length))
      expect('one\n'.startsWith(outcome.text)).toBe(true)
      expect(about(outcome)).toEqual(['TruncatedInputError', 'a', 'deflate', length])
    }
  })

  test('with a checksum that does not match gives all of its text first', async () => {
    const bad = Buffer.concat([wrapped.subarray(0, -1), Buffer.of((wrapped.at(-1) ?? 0) ^ 1)])
    const outcome = await inflated(...inPieces(bad, 10_000))
    expect(outcome.text).toBe(text)
    expect(about(outcome)).toEqual(['CorruptInputError', 'a', 'deflate', bad.length - 4])
    expect(String(outcome.error)).toContain('the checksum does not match')
  })

  test.each([
    ['with', wrapped],
    ['without', raw],
  ])('%s a header, with something after its end, gives all of its text first', async (_, whole) => {
    const outcome = await inflated(whole, Buffer.from('x'))
    expect(outcome.text).toBe(text)
    expect(about(outcome)).toEqual(['CorruptInputError', 'a', 'deflate', whole.length])
    expect(await inflated(Buffer.concat([whole, Buffer.from('x')]))).toEqual(outcome)
  })

  test('that needs a dictionary says so', async () => {
    const outcome = await inflated(deflateSync('text', { dictionary: Buffer.from('text') }))
    expect(String(outcome.error)).toContain('it needs a dictionary at byte 0')
  })

  test('that is something else is an error that tells what zlib says', async () => {
    const outcome = await inflated(Buffer.from('plain text'))
    expect(outcome).toMatchObject({ text: '', error: { code: 'CORRUPT_INPUT', offset: 0 } })
    expect((outcome.error as Error).cause).toMatchObject({ code: 'Z_DATA_ERROR' })
  })
})
