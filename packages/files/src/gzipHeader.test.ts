import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { gzipHeaderLength, startsGzip } from './gzipHeader.ts'
import { gzipHeader, type HeaderFields } from './testSupport.ts'

const extra = Buffer.from('BC\x02\0\x1b\0', 'latin1')

const headers: [string, HeaderFields][] = [
  ['no field', {}],
  ['FEXTRA', { extra }],
  ['an empty FEXTRA', { extra: Buffer.alloc(0) }],
  ['FNAME', { name: 'access.log' }],
  ['an empty FNAME', { name: '' }],
  ['FCOMMENT', { comment: 'of May' }],
  ['FHCRC', { checked: true }],
  ['every field', { extra, name: 'access.log', comment: 'of May', checked: true }],
]

describe.each(headers)('a header with %s', (_, fields) => {
  const header = gzipHeader(fields)

  test('ends where its last field ends', () => {
    const followed = Buffer.concat([header, Buffer.from('deflate\0data')])
    expect(gzipHeaderLength(followed)).toBe(header.length)
  })

  test('is not complete before', () => {
    for (let length = 0; length < header.length; length++) {
      expect(gzipHeaderLength(header.subarray(0, length))).toBe('more')
    }
  })
})

describe('a header is wrong', () => {
  test('with a method that is not deflate', () => {
    const header = gzipHeader()
    header[2] = 7
    expect(gzipHeaderLength(header)).toEqual({ wrong: 'unknown compression method 7' })
  })

  test.each([0x20, 0x40, 0x80])('with the reserved flag %i', (flag) => {
    const header = gzipHeader()
    header[3] = flag
    expect(gzipHeaderLength(header)).toEqual({ wrong: 'reserved flags are set' })
  })

  test('with a checksum that does not match', () => {
    const header = gzipHeader({ name: 'access.log', checked: true })
    header[12] = 0x21
    expect(gzipHeaderLength(header)).toEqual({
      wrong: 'the checksum of the header does not match',
    })
  })

  test('with a name that goes on for more than a mebibyte', () => {
    const endless = Buffer.concat([
      gzipHeader({ name: '' }).subarray(0, 10),
      Buffer.alloc(1 << 20, 'x'),
    ])
    expect(gzipHeaderLength(endless.subarray(0, 1 << 20))).toBe('more')
    expect(gzipHeaderLength(endless)).toEqual({ wrong: 'the header does not end' })
  })
})

describe('startsGzip', () => {
  test('knows gzip by its first two bytes, or by the first if that is all', () => {
    const bytes = gzipSync('')
    expect([bytes, bytes.subarray(0, 2), bytes.subarray(0, 1)].map(startsGzip)).toEqual([
      true,
      true,
      true,
    ])
  })

  test.each(['', 'a', 'plain', '\x1f', '\x1f\x8c', '\x1e\x8b', '\x8b\x1f'])('of %j', (text) => {
    expect(startsGzip(Buffer.from(text, 'latin1'))).toBe(text === '\x1f')
  })
})
