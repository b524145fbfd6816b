import * as zlib from 'node:zlib'
import type { Engine } from './engine.ts'
import { UnsupportedFormatError } from './inputErrors.ts'

/** The first version that has it; of the line of 23 that is 23.8. */
const SINCE = '22.15'

/** What `node:zlib` has since then, and the types of the oldest Node do not know. */
interface Zstd {
  createZstdDecompress(options: { chunkSize: number }): Engine
  createZstdCompress(options: {
    chunkSize: number
    params: Readonly<Record<number, number>>
  }): Engine & Pick<zlib.Zlib, 'flush'>
  readonly constants: {
    readonly ZSTD_c_compressionLevel: number
    readonly ZSTD_c_checksumFlag: number
    readonly ZSTD_e_flush: number
  }
}

/** Whether the running Node has zstd. */
export const hasZstd = 'createZstdDecompress' in zlib

/** @throws UnsupportedFormatError where the running Node has none */
export function zstd(input?: string): Zstd {
  if (!hasZstd) throw new UnsupportedFormatError('zstd', SINCE, input)
  return zlib as unknown as Zstd
}
