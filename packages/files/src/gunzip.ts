import { DONE, WAIT, type Pull } from '@rivulet/core'
import { crc32, createInflateRaw } from 'node:zlib'
import { OUTPUT_CHUNK, type Decoding } from './decoding.ts'
import { gzipHeaderLength, startsGzip } from './gzipHeader.ts'
import type { Input } from './input.ts'

const TRAILER_LENGTH = 8

/**
 * Delivers what a gzip file holds: any number of members (RFC 1952), with zeros between and after them,
 * which are what tapes and some copy programs pad with. `gzip` accepts them after the last member, Python's
 * module also between two.
 *
 * Each member is decoded as raw deflate because Node's Gunzip loses what precedes trailing garbage, and
 * takes zeros between two members for the end. Of a raw stream it tells how many bytes it used.
 */
export function gunzip(input: Input, decoding: Decoding): Pull<Buffer> {
  let phase: 'header' | 'body' | 'trailer' | 'padding' | 'ended' = 'header'
  let body: Pull<Buffer> | undefined
  let checksum = 0
  let length = 0

  /** Each of these returns true when its phase is over, or `WAIT`. */
  const readHeader = (): true | typeof WAIT => {
    for (let wanted = 10; ; wanted = input.held.length + 1) {
      const available = input.atLeast(wanted)
      if (available === WAIT) return WAIT
      if (available > 0 && !startsGzip(input.held)) throw decoding.corrupt('no gzip header')
      const header = gzipHeaderLength(input.held)
      if (typeof header === 'number') {
        input.consume(header)
        return true
      }
      if (header !== 'more') throw decoding.corrupt(header.wrong)
      if (available < wanted) throw decoding.truncated()
    }
  }

  const readTrailer = (): true | typeof WAIT => {
    const available = input.atLeast(TRAILER_LENGTH)
    if (available === WAIT) return WAIT
    if (available < TRAILER_LENGTH) throw decoding.truncated()
    const trailer = input.held
    if (trailer.readUInt32LE(0) !== checksum) throw decoding.corrupt('the checksum does not match')
    if (trailer.readUInt32LE(4) !== length % 2 ** 32) {
      throw decoding.corrupt('the length does not match')
    }
    input.consume(TRAILER_LENGTH)
    return true
  }

  /** @returns true if another member follows, `DONE` if none does, or `WAIT` */
  const skipPadding = (): true | typeof DONE | typeof WAIT => {
    for (;;) {
      const available = input.atLeast(1)
      if (available === WAIT) return WAIT
      if (available === 0) return DONE
      const end = input.held.findIndex((byte) => byte !== 0)
      input.consume(end === -1 ? available : end)
      if (end === -1) continue
      if (input.atLeast(2) === WAIT) return WAIT
      return startsGzip(input.held) ? true : decoding.trailing('the last member')
    }
  }

  return () => {
    for (;;) {
      if (phase === 'body' && body) {
        const output = body()
        if (output === WAIT) return WAIT
        if (output !== DONE) {
          checksum = crc32(output, checksum)
          length += output.length
          return output
        }
        phase = 'trailer'
      } else if (phase === 'header') {
        if (readHeader() === WAIT) return WAIT
        body = decoding.decode(createInflateRaw({ chunkSize: OUTPUT_CHUNK }))
        checksum = 0
        length = 0
        phase = 'body'
      } else if (phase === 'trailer') {
        if (readTrailer() === WAIT) return WAIT
        phase = 'padding'
      } else if (phase === 'padding') {
        const more = skipPadding()
        if (more === WAIT) return WAIT
        phase = more === DONE ? 'ended' : 'header'
      } else return DONE
    }
  }
}
