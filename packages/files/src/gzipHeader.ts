import { crc32 } from 'node:zlib'

const FIXED_LENGTH = 10
const DEFLATE = 8
const HEADER_CHECK = 0x02
const EXTRA = 0x04
const NAME = 0x08
const COMMENT = 0x10
const RESERVED = 0xe0

/** No real header comes near it: a name that does not end is rubbish. */
const LONGEST_HEADER = 1024 * 1024

/**
 * Finds the end of a gzip header (RFC 1952, section 2.3) at the beginning of the bytes.
 * @returns its length, `'more'` if it does not end within these bytes, or what is wrong with it
 */
export function gzipHeaderLength(bytes: Buffer): number | 'more' | { readonly wrong: string } {
  if (bytes.length < FIXED_LENGTH) return 'more'
  if (bytes[2] !== DEFLATE) return { wrong: `unknown compression method ${bytes[2]}` }
  const flags = bytes[3] as number
  if (flags & RESERVED) return { wrong: 'reserved flags are set' }
  let length = FIXED_LENGTH
  if (flags & EXTRA) {
    if (bytes.length < length + 2) return 'more'
    length += 2 + bytes.readUInt16LE(length)
  }
  for (const flag of [NAME, COMMENT]) {
    if (!(flags & flag)) continue
    const end = bytes.indexOf(0, length)
    if (end === -1 && bytes.length > LONGEST_HEADER) return { wrong: 'the header does not end' }
    if (end === -1) return 'more'
    length = end + 1
  }
  const end = flags & HEADER_CHECK ? length + 2 : length
  if (bytes.length < end) return 'more'
  if (
    flags & HEADER_CHECK &&
    bytes.readUInt16LE(length) !== lowHalf(crc32(bytes.subarray(0, length)))
  )
    return { wrong: 'the checksum of the header does not match' }
  return end
}

function lowHalf(checksum: number): number {
  return checksum & 0xffff
}

/** Whether bytes can be the beginning of a member: a single byte can, if it is the right one. */
export function startsGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && (bytes.length === 1 || bytes[1] === 0x8b)
}
