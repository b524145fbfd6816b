import { DONE, WAIT, type Pull } from '@rivulet/core'

/**
 * Pulls chunks of bytes as Buffers, and text as UTF-8. A character that is split over two pieces of text, which are
 * cut between code units, is whole.
 */
export function bytesOf(up: Pull<Uint8Array | string>): Pull<Buffer> {
  let half = ''
  let next: Buffer | typeof DONE | undefined // behind a half that no other followed
  return () => {
    if (next !== undefined) {
      const answer = next
      next = undefined
      return answer
    }
    const item = up()
    if (item === WAIT) return WAIT
    if (typeof item === 'string') {
      const text = half + item
      half = halfAtEndOf(text)
      return Buffer.from(half === '' ? text : text.slice(0, -half.length))
    }
    const answer = item === DONE ? DONE : view(item)
    if (half === '') return answer
    const alone = Buffer.from(half)
    half = ''
    next = answer
    return alone
  }
}

/** The first of two code units, which is no character yet: as UTF-8 it would be U+FFFD. */
export function halfAtEndOf(text: string): string {
  const last = text.charCodeAt(text.length - 1)
  return last >= 0xd800 && last < 0xdc00 ? text.slice(-1) : ''
}

/** The same bytes as a Buffer. */
export function view(chunk: Uint8Array): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk
  if (!(chunk instanceof Uint8Array)) {
    throw new TypeError(`expected chunks of bytes or text, got ${describe(chunk)}`)
  }
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}

function describe(value: unknown): string {
  return value === null ? 'null' : typeof value
}
