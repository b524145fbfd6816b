import { DONE, WAIT, type Pull, type Run } from '@rivulet/core'
import { createInflateRaw } from 'node:zlib'
import type { Input } from './input.ts'

/**
 * How much zlib makes at once. With half of it the way to zlib's thread and back costs a sixth of the time;
 * twice as much gains 2 %, and this much is lost before damage: zlib drops what it made in the call that fails.
 */
const OUTPUT_CHUNK = 128 * 1024

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
  const giveBackUnused = (): void => {
    const unused = written - engine.bytesWritten
    input.giveBack(last.subarray(last.length - unused))
  }
  engine.on('readable', () => run.wake())
  engine.on('end', () => {
    state = 'ended'
    giveBackUnused()
    run.wake()
  })
  engine.on('error', (error) => {
    failure = error
    giveBackUnused() // for the place of the error
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
