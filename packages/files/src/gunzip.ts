import { DONE, WAIT, type Pull, type Run } from '@rivulet/core'
import { crc32 } from 'node:zlib'
import { gzipHeaderLength, startsGzip } from './gzipHeader.ts'
import { inflate } from './inflate.ts'
import type { Input } from './input.ts'
import { CorruptInputError, TruncatedInputError, type Place } from './inputErrors.ts'

const TRAILER_LENGTH = 8

/**
 * Delivers what a gzip file holds: any number of members (RFC 1952), with zeros between and after them,
 * which are what tapes and some copy programs pad with. `gzip` accepts them after the last member, Python's
 * module also between two.
 */
export function gunzip(input: Input, run: Run, name: string | undefined): Pull<Buffer> {
  let phase: 'header' | 'body' | 'trailer' | 'padding' | 'ended' = 'header'
  let body: ReturnType<typeof inflate> | undefined
  let checksum = 0
  let length = 0
  run.defer(() => body?.close())

  const place = (): Place => ({ input: name, offset: input.offset })
  const corrupt = (what: string): CorruptInputError => new CorruptInputError('gzip', what, place())

  /** Each of these returns true when its phase is over, or `WAIT`. */
  const readHeader = (): true | typeof WAIT => {
    for (let wanted = 10; ; wanted = input.held.length + 1) {
      const available = input.atLeast(wanted)
      if (available === WAIT) return WAIT
      if (available > 0 && !startsGzip(input.held)) throw corrupt('no gzip header')
      const header = gzipHeaderLength(input.held)
      if (typeof header === 'number') {
        input.consume(header)
        return true
      }
      if (header !== 'more') throw corrupt(header.wrong)
      if (available < wanted) {
        input.consume(available)
        throw new TruncatedInputError('gzip', place())
      }
    }
  }

  const readTrailer = (): true | typeof WAIT => {
    const available = input.atLeast(TRAILER_LENGTH)
    if (available === WAIT) return WAIT
    if (available < TRAILER_LENGTH) {
      input.consume(available)
      throw new TruncatedInputError('gzip', place())
    }
    if (input.held.readUInt32LE(0) !== checksum) throw corrupt('the checksum does not match')
    if (input.held.readUInt32LE(4) !== length % 2 ** 32) throw corrupt('the length does not match')
    input.consume(TRAILER_LENGTH)
    return true
  }

  /** @returns whether another member follows, or `WAIT` */
  const skipPadding = (): boolean | typeof WAIT => {
    for (;;) {
      const available = input.atLeast(1)
      if (available === WAIT) return WAIT
      if (available === 0) return false
      const end = input.held.findIndex((byte) => byte !== 0)
      input.consume(end === -1 ? available : end)
      if (end === -1) continue
      if (input.atLeast(2) === WAIT) return WAIT
      if (startsGzip(input.held)) return true
      throw corrupt('something else follows the last member')
    }
  }

  return () => {
    for (;;) {
      if (phase === 'body' && body) {
        const output = pullBody(body)
        if (output === WAIT) return WAIT
        if (output !== DONE) {
          checksum = crc32(output, checksum)
          length += output.length
          return output
        }
        phase = 'trailer'
      } else if (phase === 'header') {
        if (readHeader() === WAIT) return WAIT
        body?.close()
        body = inflate(input, run)
        checksum = 0
        length = 0
        phase = 'body'
      } else if (phase === 'trailer') {
        if (readTrailer() === WAIT) return WAIT
        phase = 'padding'
      } else if (phase === 'padding') {
        const more = skipPadding()
        if (more === WAIT) return WAIT
        phase = more ? 'header' : 'ended'
      } else return DONE
    }
  }

  function pullBody(pull: Pull<Buffer>): Buffer | typeof WAIT | typeof DONE {
    try {
      return pull()
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'Z_BUF_ERROR') throw new TruncatedInputError('gzip', place(), { cause: error })
      if (code === 'Z_DATA_ERROR') {
        throw new CorruptInputError('gzip', (error as Error).message, place(), { cause: error })
      }
      throw error
    }
  }
}
