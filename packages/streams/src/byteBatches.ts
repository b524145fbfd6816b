import { DONE, operator, WAIT, type Many, type Operator } from '@rivulet/core'
import { show } from './check.ts'

/** How many chunks a batch holds at most: what Node takes as well. */
const MOST_CHUNKS = 128

const encoder = new TextEncoder()

/**
 * A string, encoded as UTF-8, or the bytes as they are.
 * @throws TypeError for anything else
 */
export function toChunk(item: unknown): Uint8Array {
  if (typeof item === 'string') return encoder.encode(item)
  if (item instanceof Uint8Array) return item
  throw new TypeError(
    `node:stream/iter has streams of bytes: a chunk must be a string or a Uint8Array, got ${show(item)}`,
  )
}

/** A batch of `node:stream/iter`, or a single chunk, as an array of bytes. */
export function toBatch(batch: unknown): readonly Uint8Array[] {
  return Array.isArray(batch) ? batch.map(toChunk) : [toChunk(batch)]
}

/**
 * Puts what is there into one batch, and never waits to fill it up. An error comes after the chunks
 * before it.
 */
export function inBatches(): Operator<Uint8Array, Many<Uint8Array[]>, 'async'> {
  return operator<Uint8Array, Uint8Array[], 'async'>(
    (up) => {
      let failure: { readonly error: unknown } | undefined
      return () => {
        if (failure !== undefined) throw failure.error
        const batch: Uint8Array[] = []
        try {
          while (batch.length < MOST_CHUNKS) {
            const chunk = up()
            if (chunk !== WAIT && chunk !== DONE) batch.push(chunk)
            else if (batch.length > 0) return batch
            else return chunk
          }
        } catch (error) {
          if (batch.length === 0) throw error
          failure = { error }
        }
        return batch
      }
    },
    { kind: 'async' },
  )
}
