import { DONE, WAIT, type Pull } from '@rivulet/core'
import type { Decoding } from './decoding.ts'
import type { Input } from './input.ts'

const FIXED_LENGTH = 5 // the magic number and the descriptor
const BLOCK_HEADER_LENGTH = 3
const CHECKSUM_LENGTH = 4
const SINGLE_SEGMENT = 0x20
const CHECKSUM = 0x04
const DICTIONARY_LENGTHS = [0, 1, 2, 4]
const SIZE_LENGTHS = [0, 2, 4, 8]
const RUN_BLOCK = 1
const RESERVED_BLOCK = 3

/**
 * Delivers the bytes of one zstd frame (RFC 8878, section 3.1.1) to its last one and no further: Node 22 takes a
 * frame that is cut off for a whole one, and 22 and 24 drop what follows a frame in the same chunk.
 *
 * The checksum comes as a chunk of its own. If it is wrong zlib drops what it made in that call, and
 * that is nothing then.
 */
export function zstdFrame(input: Input, decoding: Decoding): Pull<Buffer> {
  let phase: 'header' | 'blocks' | 'checksum' | 'ended' = 'header'
  let isChecked = false
  let isLast = false
  let left = 0 // of the block that is read

  /** Gets bytes together that have to be there. */
  const need = (count: number): Buffer | typeof WAIT => {
    const available = input.atLeast(count)
    if (available === WAIT) return WAIT
    if (available < count) throw decoding.truncated()
    return input.held
  }

  const header = (): Buffer | typeof WAIT => {
    const held = need(FIXED_LENGTH)
    if (held === WAIT) return WAIT
    const descriptor = held[FIXED_LENGTH - 1] as number
    const length = FIXED_LENGTH + fieldsLength(descriptor)
    if (need(length) === WAIT) return WAIT
    isChecked = (descriptor & CHECKSUM) !== 0
    phase = 'blocks'
    return input.chunk(length) as Buffer
  }

  /** As much of the blocks as there is in one piece: one call of zlib for many small ones. */
  const blocks = (): Buffer | typeof WAIT => {
    const held = need(left > 0 ? 1 : BLOCK_HEADER_LENGTH)
    if (held === WAIT) return WAIT
    let length = 0
    for (;;) {
      const taken = Math.min(left, held.length - length)
      length += taken
      left -= taken
      if (left > 0) break
      if (isLast) {
        phase = isChecked ? 'checksum' : 'ended'
        break
      }
      if (held.length - length < BLOCK_HEADER_LENGTH) break
      const block = held.readUIntLE(length, BLOCK_HEADER_LENGTH)
      const type = (block >> 1) & 3
      if (type === RESERVED_BLOCK) {
        if (length > 0) break // what precedes it comes first
        throw decoding.corrupt('unknown type of block')
      }
      isLast = (block & 1) === 1
      left = BLOCK_HEADER_LENGTH + (type === RUN_BLOCK ? 1 : block >> 3)
    }
    return input.chunk(length) as Buffer
  }

  const checksum = (): Buffer | typeof WAIT => {
    if (need(CHECKSUM_LENGTH) === WAIT) return WAIT
    phase = 'ended'
    return input.chunk(CHECKSUM_LENGTH) as Buffer
  }

  const readers = { header, blocks, checksum, ended: (): typeof DONE => DONE }
  return () => readers[phase]()
}

/** How long the optional fields of a header are together. */
function fieldsLength(descriptor: number): number {
  const isSingleSegment = (descriptor & SINGLE_SEGMENT) !== 0
  const sizeFlag = descriptor >> 6
  const window = isSingleSegment ? 0 : 1
  const size = sizeFlag === 0 && isSingleSegment ? 1 : (SIZE_LENGTHS[sizeFlag] as number)
  return window + (DICTIONARY_LENGTHS[descriptor & 3] as number) + size
}
