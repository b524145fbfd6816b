import { DONE, WAIT, type Pull } from '@rivulet/core'
import { createBrotliDecompress } from 'node:zlib'
import { OUTPUT_CHUNK, type Decoding } from './decoding.ts'
import type { Input } from './input.ts'
import { inTurn } from './inTurn.ts'
import { nothingFollows } from './nothingFollows.ts'

/** Delivers what a brotli stream holds (RFC 7932). It has neither a header nor a checksum. */
export function unbrotli(input: Input, decoding: Decoding): Pull<Buffer> {
  const body = decoding.decode(createBrotliDecompress({ chunkSize: OUTPUT_CHUNK }))
  const begin = (): typeof DONE | typeof WAIT => {
    const available = input.atLeast(1)
    if (available === WAIT) return WAIT
    if (available === 0) throw decoding.truncated() // not even an empty stream has no bytes
    return DONE
  }
  return inTurn(begin, body, nothingFollows(input, decoding, 'the stream'))
}
