import { DONE, WAIT, type Pull } from '@rivulet/core'
import { OUTPUT_CHUNK, type Decoding } from './decoding.ts'
import type { Input } from './input.ts'
import { zstd } from './zstd.ts'
import { zstdFrame } from './zstdFrame.ts'
import { beginsSkippable, beginsZstd, MAGIC_LENGTH } from './zstdMagic.ts'

const SKIPPABLE_HEADER_LENGTH = 8

/** Delivers what a zstd file holds: any number of frames, and between them what is to be skipped (RFC 8878). */
export function unzstd(input: Input, decoding: Decoding): Pull<Buffer> {
  let frame: Pull<Buffer> | undefined
  let toSkip = 0
  let isFirst = true
  let ended = false

  /** @returns a frame, true for something that is to be skipped, `DONE` where nothing follows, or `WAIT` */
  const readMagic = (): Pull<Buffer> | true | typeof DONE | typeof WAIT => {
    const available = input.atLeast(MAGIC_LENGTH)
    if (available === WAIT) return WAIT
    if (available === 0 && !isFirst) return DONE
    const { held } = input
    if (beginsZstd(held)) {
      if (available < MAGIC_LENGTH) throw decoding.truncated()
      const engine = zstd().createZstdDecompress({ chunkSize: OUTPUT_CHUNK })
      return decoding.decode(engine, zstdFrame(input, decoding))
    }
    if (beginsSkippable(held)) {
      const length = input.atLeast(SKIPPABLE_HEADER_LENGTH)
      if (length === WAIT) return WAIT
      if (length < SKIPPABLE_HEADER_LENGTH) throw decoding.truncated()
      toSkip = SKIPPABLE_HEADER_LENGTH + input.held.readUInt32LE(MAGIC_LENGTH)
      return true
    }
    if (isFirst) throw decoding.corrupt('no zstd frame')
    return decoding.trailing('the last frame')
  }

  /** @returns whether all is skipped, or `WAIT` */
  const skip = (): true | typeof WAIT => {
    while (toSkip > 0) {
      const skipped = input.chunk(toSkip)
      if (skipped === WAIT) return WAIT
      if (skipped === DONE) throw decoding.truncated()
      toSkip -= skipped.length
    }
    return true
  }

  return () => {
    for (;;) {
      if (ended) return DONE
      if (frame) {
        const output = frame()
        if (output !== DONE) return output
        frame = undefined
      }
      if (skip() === WAIT) return WAIT
      const found = readMagic()
      if (found === WAIT) return WAIT
      isFirst = false
      if (found === DONE) ended = true
      else if (found !== true) frame = found
    }
  }
}
