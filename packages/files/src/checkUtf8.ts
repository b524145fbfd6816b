import { isUtf8 } from 'node:buffer'
import { InvalidUtf8Error, type LinePlace } from './inputErrors.ts'

const REPLACEMENT = Buffer.from('\uFFFD')

/**
 * @param place where the bytes begin
 * @throws InvalidUtf8Error with the place of the first byte that is not right
 */
export function checkUtf8(bytes: Buffer, place: LinePlace): void {
  if (isUtf8(bytes)) return
  throw new InvalidUtf8Error({ ...place, offset: place.offset + firstInvalid(bytes) })
}

/** The decoder writes U+FFFD for what is invalid, and so does the text where it is meant. */
function firstInvalid(bytes: Buffer): number {
  let at = 0
  for (const character of bytes.toString('utf8')) {
    const width = Buffer.byteLength(character)
    const isMeant = bytes.subarray(at, at + width).equals(REPLACEMENT)
    if (character === '\uFFFD' && !isMeant) break
    at += width
  }
  return at
}
