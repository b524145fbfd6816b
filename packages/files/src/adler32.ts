const BASE = 65_521

/** So many steps fit into 32 bits before a remainder has to be taken. */
const STEPS = 5552

/**
 * The checksum of zlib (RFC 1950, section 8.2), which Node knows but does not tell.
 * @param before that of what precedes the bytes
 */
export function adler32(bytes: Uint8Array, before = 1): number {
  let low = before & 0xffff
  let high = before >>> 16
  for (let from = 0; from < bytes.length; from += STEPS) {
    const end = Math.min(from + STEPS, bytes.length)
    for (let index = from; index < end; index++) {
      low += bytes[index] as number
      high += low
    }
    low %= BASE
    high %= BASE
  }
  return ((high << 16) | low) >>> 0
}
