import { DONE, WAIT, type Pull, type Run } from '@rivulet/core'
import type { Transform } from 'node:stream'

/** One of the streams of `node:zlib`. */
export interface Engine extends Transform {
  /** How many bytes it has used. */
  readonly bytesWritten: number
}

/** Where an engine's way differs. */
interface EngineOptions {
  /** Hands a chunk to the engine, and calls back when it is used up. */
  write?(chunk: Buffer, onUsed: () => void): void
  /** What is thrown for an error of the engine. Those of `next` pass through. */
  translate?(error: Error): unknown
}

/** What an engine makes of its input. */
export interface Engaged {
  readonly pull: Pull<Buffer>
  /** How many bytes of the last chunk it did not need: they are behind the end of its format. */
  unused(): number
  close(): void
}

/**
 * Pulls what an engine makes of the chunks that `next` delivers. While one piece of output is worked on, the
 * thread of zlib makes the next. `next` is asked when the engine has used up what it was given, and
 * everything that it made of that was delivered.
 */
export function pullEngine(
  engine: Engine,
  next: () => Buffer | typeof WAIT | typeof DONE,
  run: Run,
  {
    write = (chunk, onUsed) => void engine.write(chunk, onUsed),
    translate = (error) => error,
  }: EngineOptions = {},
): Engaged {
  let written = 0
  let state: 'wants input' | 'busy' | 'finishing' | 'ended' = 'wants input'
  let failure: Error | undefined
  engine.on('readable', () => run.wake())
  engine.on('end', () => {
    state = 'ended'
    run.wake()
  })
  engine.on('error', (error) => {
    failure = error
    run.wake()
  })
  const onUsed = (): void => {
    if (state === 'busy') state = 'wants input'
    run.wake()
  }

  const pull = (): Buffer | typeof WAIT | typeof DONE => {
    for (;;) {
      const output = engine.read() as Buffer | null
      if (output !== null) return output
      if (failure) throw translate(failure)
      if (state === 'ended') return DONE
      if (state !== 'wants input') return WAIT
      const chunk = next()
      if (chunk === WAIT) return WAIT
      if (chunk === DONE) {
        state = 'finishing'
        engine.end()
      } else {
        state = 'busy'
        written += chunk.length
        write(chunk, onUsed)
      }
    }
  }
  return {
    pull,
    unused: () => written - engine.bytesWritten,
    close: () => void engine.destroy(),
  }
}
