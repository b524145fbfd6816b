import { pipe, take, toArray } from '@rivulet/core'
import { Duplex, Transform } from 'node:stream'
import { constants, deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { decompress } from './decompress.ts'
import { CorruptInputError, TruncatedInputError } from './inputErrors.ts'
import {
  about,
  dripping,
  gzipHeader,
  gzipMember,
  inPieces,
  numberedLines,
  outcomeOf,
  textOf,
} from './testSupport.ts'

const one = gzipSync('one\n')
const two = gzipMember('two\n', { name: 'two.txt', checked: true })

function gunzipped(...parts: readonly Buffer[]): ReturnType<typeof textOf> {
  return textOf(pipe(parts, decompress({ format: 'gzip', name: 'a.gz' })))
}

describe('gzip', () => {
  test('of one member is read', async () => {
    expect(await gunzipped(one)).toEqual({ text: 'one\n' })
  })

  test('of several members is read as one text, wherever chunks end', async () => {
    const members = Buffer.concat([one, two, gzipSync(''), one])
    for (let size = 1; size <= members.length; size++) {
      const text = 'one\ntwo\none\n'
      expect(await gunzipped(...inPieces(members, size))).toEqual({ text })
      expect(await textOf(pipe(dripping(members, size), decompress()))).toEqual({ text })
    }
  })

  test('of 20,000 small members is read', async () => {
    const member = gzipSync('x'.repeat(1000))
    const chunk = Buffer.concat(Array.from({ length: 200 }, () => member))
    const { text, error } = await gunzipped(...Array.from({ length: 100 }, () => chunk))
    expect([text.length, error]).toEqual([20_000_000, undefined])
  }, 60_000)

  test('with extra fields as bgzip writes them, a comment and a checked header is read', async () => {
    const extra = Buffer.from('BC\x02\0\x1b\0', 'latin1')
    const fields = { extra, name: 'a\u00FC.log', comment: 'x'.repeat(70_000), checked: true }
    const member = gzipMember('one\n', fields)
    expect(await gunzipped(...inPieces(member, 1000))).toEqual({ text: 'one\n' })
  })

  test.each([1, 511, 70_000])('with %i zeros after and between members is read', async (count) => {
    const zeros = Buffer.alloc(count)
    expect(await gunzipped(one, zeros)).toEqual({ text: 'one\n' })
    expect(await gunzipped(Buffer.concat([one, zeros, two, zeros]))).toEqual({ text: 'one\ntwo\n' })
  })

  test('delivers nothing more than was asked for', async () => {
    let asked = 0
    const text = numberedLines(200_000)
    const pieces = inPieces(gzipSync(text), 16 * 1024)
    const counted = (function* () {
      for (const piece of pieces) {
        asked++
        yield piece
      }
    })()
    const [first] = await pipe(counted, decompress(), take(1), toArray())
    expect(text.startsWith(String(first))).toBe(true)
    expect(pieces.length).toBeGreaterThan(50)
    // 128 KiB of this text are 3 pieces; zlib works on the next 128 KiB meanwhile.
    expect(asked).toBeLessThan(10)
  })
})

describe('gzip that is cut off', () => {
  const padded = Buffer.concat([one, Buffer.alloc(3), two, Buffer.alloc(2)])
  const betweenMembers = (length: number): boolean =>
    (length >= one.length && length <= one.length + 3) || length >= padded.length - 2
  const lengths = [...padded.keys()]

  test('at any byte gives what there is and then an error with the place', async () => {
    for (const length of lengths.filter((each) => !betweenMembers(each))) {
      const outcome = await gunzipped(padded.subarray(0, length))
      expect('one\ntwo\n'.startsWith(outcome.text), `cut at ${length}`).toBe(true)
      expect(outcome.error, `cut at ${length}`).toBeInstanceOf(TruncatedInputError)
      expect(about(outcome)).toEqual(['TruncatedInputError', 'a.gz', 'gzip', length])
    }
  })

  test('between two members or in what is padded is complete', async () => {
    for (const length of lengths.filter(betweenMembers)) {
      const text = length < padded.length - 2 ? 'one\n' : 'one\ntwo\n'
      expect(await gunzipped(padded.subarray(0, length))).toEqual({ text })
    }
  })

  test('gives everything that could be decoded', async () => {
    const text = numberedLines(100_000)
    const whole = gzipSync(text)
    const outcome = await gunzipped(...inPieces(whole.subarray(0, -9), 64 * 1024))
    expect(outcome.error).toBeInstanceOf(TruncatedInputError)
    expect(text.startsWith(outcome.text)).toBe(true)
    expect(text.length - outcome.text.length).toBeLessThan(300)
  })

  test('in its trailer gives all of its text', async () => {
    const outcome = await gunzipped(one.subarray(0, -1))
    expect(outcome.text).toBe('one\n')
    expect(String(outcome.error)).toBe(
      `TruncatedInputError: a.gz is cut off: its gzip data ends at byte ${one.length - 1}`,
    )
  })

  test('after its header, or in it, gives nothing', async () => {
    const header = gzipHeader({ name: 'access.log' })
    for (const length of [1, 5, 15, header.length]) {
      const outcome = await gunzipped(header.subarray(0, length))
      expect(outcome.text).toBe('')
      expect(about(outcome)).toEqual(['TruncatedInputError', 'a.gz', 'gzip', length])
    }
  })

  test('before its first byte is cut off as well, if it has to be gzip', async () => {
    expect(about(await gunzipped())).toEqual(['TruncatedInputError', 'a.gz', 'gzip', 0])
    expect(await textOf(pipe([] as Buffer[], decompress()))).toEqual({ text: '' })
  })
})

describe('gzip that is corrupt', () => {
  test.each([
    ['something else', Buffer.from('something else')],
    ['a single byte', Buffer.of(1)],
    ['half of a magic number', Buffer.of(0x1f, 0x8c)],
    ['zeros and something else', Buffer.concat([Buffer.alloc(600), Buffer.from('x')])],
  ])('with %s after the last member gives every member first', async (_, garbage) => {
    const outcome = await gunzipped(Buffer.concat([one, two, garbage]))
    const offset = one.length + two.length + garbage.findIndex((byte) => byte !== 0)
    expect(outcome.text).toBe('one\ntwo\n')
    expect(about(outcome)).toEqual(['CorruptInputError', 'a.gz', 'gzip', offset])
    expect(String(outcome.error)).toContain('something else follows the last member')
  })

  test('at its beginning gives nothing', async () => {
    for (const text of ['p', 'plain text']) {
      const outcome = await gunzipped(Buffer.from(text))
      expect(about(outcome)).toEqual(['CorruptInputError', 'a.gz', 'gzip', 0])
      expect(String(outcome.error)).toContain('no gzip header at byte 0')
    }
  })

  test.each([
    ['a checksum', 8, 'the checksum does not match'],
    ['a length', 4, 'the length does not match'],
  ])('with %s that does not match gives the text first', async (_, fromEnd, message) => {
    const bad = Buffer.from(one)
    const byte = bad.length - fromEnd
    bad[byte] = (bad[byte] ?? 0) ^ 1
    const outcome = await gunzipped(two, bad)
    expect(outcome.text).toBe('two\none\n')
    expect(about(outcome)).toEqual([
      'CorruptInputError',
      'a.gz',
      'gzip',
      two.length + one.length - 8,
    ])
    expect(String(outcome.error)).toContain(message)
  })

  test('in the header of a later member gives the members before', async () => {
    const bad = Buffer.from(two)
    bad[3] = 0xff
    const outcome = await gunzipped(one, bad)
    expect(outcome.text).toBe('one\n')
    expect(about(outcome)).toEqual(['CorruptInputError', 'a.gz', 'gzip', one.length])
  })

  test('with a name that does not end is given up after a mebibyte', async () => {
    let asked = 0
    const endless = (function* () {
      yield gzipHeader({ name: '' }).subarray(0, 10)
      for (;;) {
        asked++
        yield Buffer.alloc(64 * 1024, 'x')
      }
    })()
    const outcome = await textOf(pipe(endless, decompress({ name: 'a.gz' })))
    expect(about(outcome)).toEqual(['CorruptInputError', 'a.gz', 'gzip', 0])
    expect(asked).toBe(16)
  })

  test('in its first byte of data tells what zlib says', async () => {
    const { error } = await gunzipped(Buffer.concat([gzipHeader(), Buffer.alloc(20, 0xff)]))
    expect(error).toBeInstanceOf(CorruptInputError)
    expect(error).toMatchObject({ code: 'CORRUPT_INPUT', offset: 10 })
    expect((error as Error).cause).toMatchObject({ code: 'Z_DATA_ERROR' })
  })

  test('in the middle gives all but the last 128 KiB before the damage, and tells where those begin', async () => {
    // Of twice or four times 128 KiB at once, 192 KiB would be missing.
    const text = numberedLines(80_000).slice(0, 9.5 * 128 * 1024)
    const good = deflateRawSync(text, { finishFlush: constants.Z_SYNC_FLUSH })
    const blockOfNoType = Buffer.of(0x07)
    const file = Buffer.concat([gzipHeader(), good, blockOfNoType, Buffer.alloc(1000)])
    for (const size of [1000, 64 * 1024, file.length]) {
      const outcome = await gunzipped(one, ...inPieces(file, size))
      const [, delivered] = outcome.text.split('one\n')
      const { offset } = outcome.error as CorruptInputError
      expect(String(outcome.error)).toContain('CorruptInputError: a.gz is not good gzip data')
      expect(text.startsWith(delivered ?? '?')).toBe(true)
      expect(text.length - (delivered ?? '').length).toBeLessThan(128 * 1024)
      expect(offset).toBeLessThanOrEqual(one.length + 10 + good.length)
      expect(offset).toBeGreaterThan(one.length + 10 + good.length - 64 * 1024)
    }
  })
})

test('an error of the source arrives unchanged, after what could be decoded', async () => {
  const broken = new Error('broken')
  const source = (async function* () {
    yield Buffer.concat([one, two.subarray(0, -3)])
    throw broken
  })()
  const { items, error } = await outcomeOf(pipe(source, decompress()))
  expect(Buffer.concat(items).toString()).toBe('one\ntwo\n')
  expect(error).toBe(broken)
})

test('an error of the source in the middle of a member passes through, whatever it is', async () => {
  for (const broken of [undefined, Object.assign(new Error('theirs'), { code: 'Z_BUF_ERROR' })]) {
    const source = (async function* () {
      yield one.subarray(0, -10)
      throw broken
    })()
    const outcome = await outcomeOf(pipe(source, decompress()))
    expect('error' in outcome).toBe(true)
    expect(outcome.error).toBe(broken)
  }
})

test('zlib is told to let go of its memory when the rest is not wanted', async () => {
  const destroyed = vi.spyOn(Duplex.prototype, 'destroy')
  try {
    const whole = gzipSync(numberedLines(200_000))
    await pipe([whole], decompress(), take(1), toArray())
    const engines = destroyed.mock.contexts.filter((stream) => stream instanceof Transform)
    expect(engines).toHaveLength(1)
  } finally {
    destroyed.mockRestore()
  }
})
