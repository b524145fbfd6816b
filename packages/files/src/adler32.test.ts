import fc from 'fast-check'
import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { adler32 } from './adler32.ts'

/** The last four bytes of a zlib stream are the checksum of its content. */
const expected = (bytes: Buffer): number =>
  deflateSync(bytes).readUInt32BE(deflateSync(bytes).length - 4)

test('the checksum is that of zlib, however the bytes are cut', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(), (array, place) => {
      const bytes = Buffer.from(array)
      const cut = place % (bytes.length + 1)
      expect(adler32(bytes)).toBe(expected(bytes))
      expect(adler32(bytes.subarray(cut), adler32(bytes.subarray(0, cut)))).toBe(expected(bytes))
    }),
  )
})

test('it does not overflow on the largest bytes', () => {
  const bytes = Buffer.alloc(1_000_000, 0xff)
  expect(adler32(bytes)).toBe(expected(bytes))
})
