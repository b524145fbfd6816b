import { DONE, WAIT, type Pull, type Run } from '@rivulet/core'
import { createInflateRaw } from 'node:zlib'
import type { Input } from './input.ts'

/** Large enough that the way from zlib's thread and back is not felt, small enough for a processor's cache. */
const OUTPUT_CHUNK = 256 * 1024

/**
 * Delivers what one deflate stream holds, and consumes its bytes to the last one and no further.
 *
 * It is zlib without gzip around it because Node's Gunzip loses what precedes trailing garbage, and
 * takes zeros between two members for the end. Of a raw stream it tells how many bytes it used.
 * While one piece of output is worked on, the thread of zlib makes the next.
 */
export function inflate(input: Input, run: Run): Pull<Buffer> & { close(): void } {
  const engine = createInflateRaw({ chunkSize: OUTPUT_CHUNK })
  let written = 0
  let last: Buffer = Buffer.alloc(0)
  let state: 'wants input' | 'busy' | 'finishing' | 'ended' = 'wants input'
  let failure: Error | undefined
  const wake = (): void => run.wake()
  engine.on('readable', wake)
  engine.on('end', () => {
    state = 'ended'
    input.giveBack(last.subarray(last.length - (written - engine.bytesWritten)))
    run.wake()
  })
  engine.on('error', (error) => {
    failure = error
    run.wake()
  })
  const onConsumed = (): void => {
    if (state === 'busy') state = 'wants input'
    run.wake()
  }

  const pull = (): Buffer | typeof WAIT | typeof DONE => {
    for (;;) {
      const output = engine.read() as Buffer | null
      if (output !== null) return output
      if (failure) throw failure
      if (state === 'ended') return DONE
      if (state !== 'wants input') return WAIT
      const chunk = input.chunk()
      if (chunk === WAIT) return WAIT
      if (chunk === DONE) {
        state = 'finishing'
        engine.end()
      } else {
        state = 'busy'
        last = chunk
        written += chunk.length
        engine.write(chunk, onConsumed)
      }
    }
  }
  return Object.assign(pull, { close: () => void engine.destroy() })
}
