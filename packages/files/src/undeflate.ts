import { DONE, WAIT, type Pull } from '@rivulet/core'
import { createInflateRaw } from 'node:zlib'
import { adler32 } from './adler32.ts'
import { OUTPUT_CHUNK, type Decoding } from './decoding.ts'
import type { Input } from './input.ts'
import { inTurn } from './inTurn.ts'
import { nothingFollows } from './nothingFollows.ts'

const HEADER_LENGTH = 2
const TRAILER_LENGTH = 4
const DICTIONARY = 0x20

/**
 * Delivers what a deflate stream holds, with a zlib header (RFC 1950), which is what HTTP calls `deflate`, or
 * without (RFC 1951), which is what some servers send under that name.
 */
export function undeflate(input: Input, decoding: Decoding): Pull<Buffer> {
  let wrapped = false
  let checksum = 1
  const body = decoding.decode(createInflateRaw({ chunkSize: OUTPUT_CHUNK }))

  const readHeader = (): typeof DONE | typeof WAIT => {
    if (input.atLeast(HEADER_LENGTH) === WAIT) return WAIT
    if (input.held.length === 0) throw decoding.truncated()
    wrapped = hasZlibHeader(input.held)
    if (!wrapped) return DONE
    if ((input.held[1] as number) & DICTIONARY) throw decoding.corrupt('it needs a dictionary')
    input.consume(HEADER_LENGTH)
    return DONE
  }

  const readBody = (): Buffer | typeof DONE | typeof WAIT => {
    const output = body()
    if (wrapped && typeof output === 'object') checksum = adler32(output, checksum)
    return output
  }

  const readTrailer = (): typeof DONE | typeof WAIT => {
    if (!wrapped) return DONE
    const available = input.atLeast(TRAILER_LENGTH)
    if (available === WAIT) return WAIT
    if (available < TRAILER_LENGTH) throw decoding.truncated()
    if (input.held.readUInt32BE(0) !== checksum) {
      throw decoding.corrupt('the checksum does not match')
    }
    input.consume(TRAILER_LENGTH)
    return DONE
  }

  return inTurn(readHeader, readBody, readTrailer, nothingFollows(input, decoding, 'the stream'))
}

/**
 * No raw stream begins like this: to its decoder the low bits of the first byte are a stored block, and the
 * rest of that byte is padding, which is zero.
 */
function hasZlibHeader(bytes: Buffer): boolean {
  if (bytes.length < HEADER_LENGTH) return false
  const [first = 0, second = 0] = bytes
  return (first & 0x0f) === 8 && first >> 4 <= 7 && ((first << 8) | second) % 31 === 0
}
