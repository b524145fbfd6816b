import { startsGzip } from './gzipHeader.ts'
import { beginsSkippable, beginsZstd, MAGIC_LENGTH } from './zstdMagic.ts'

/**
 * Tells a compressed format by its first bytes, with which no text begins: gzip has a control character there,
 * and the second byte of zstd is invalid behind its first. A zlib header is not recognised, as `x^` is one and
 * text as well, and brotli has nothing to be recognised by.
 * @param isAll whether no more bytes follow
 * @returns `undefined` if more bytes are needed to tell
 */
export function recogniseFormat(
  bytes: Buffer,
  isAll: boolean,
): 'gzip' | 'zstd' | 'none' | undefined {
  if (bytes.length === 0) return isAll ? 'none' : undefined
  if (startsGzip(bytes)) return bytes.length > 1 || isAll ? 'gzip' : undefined
  if (!beginsZstd(bytes) && !beginsSkippable(bytes)) return 'none'
  if (bytes.length >= MAGIC_LENGTH) return 'zstd'
  if (!isAll) return undefined
  // Two bytes of a frame are no text; its first alone is an opening bracket.
  return beginsZstd(bytes) && bytes.length > 1 ? 'zstd' : 'none'
}
