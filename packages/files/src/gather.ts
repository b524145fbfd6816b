import { DONE, operator, WAIT, type Many, type Operator } from '@rivulet/core'
import { halfAtEndOf, view } from './bytesOf.ts'

/** So much is written at once, or as much more as one item has. */
export const ENOUGH = 128 * 1024

/**
 * Gathers pieces of text or bytes into chunks that are worth a write, text as UTF-8. What is there is delivered
 * when the source waits, and before its error.
 */
export function gather(): Operator<Uint8Array | string, Many<Buffer>> {
  return operator((up) => {
    let failure: { readonly error: unknown } | undefined
    let half = '' // of a character that was split over two pieces of text
    return () => {
      if (failure) throw failure.error
      const gathered: Buffer[] = []
      let length = half.length
      let text = half // one encoding for many lines: a Buffer for each would cost more than the write
      const encode = (): void => {
        if (text !== '') gathered.push(Buffer.from(text))
        text = ''
      }
      let end: typeof WAIT | typeof DONE | undefined
      try {
        while (length < ENOUGH && end === undefined) {
          const item = up()
          if (item === WAIT || item === DONE) end = item
          else if (typeof item === 'string') {
            text += item
            length += item.length
          } else {
            encode()
            gathered.push(view(item))
            length += item.length
          }
        }
      } catch (error) {
        if (length === 0) throw error
        failure = { error }
      }
      half = end === DONE || failure ? '' : halfAtEndOf(text)
      if (length === half.length) return end ?? WAIT
      text = text.slice(0, text.length - half.length)
      encode()
      return Buffer.concat(gathered)
    }
  })
}
