import { DONE, WAIT, type Pull, type Run } from '@rivulet/core'
import type { EventEmitter } from 'node:events'
import { flowsElsewhere, prematureClose } from './streamErrors.ts'

/**
 * A stream of the old kind, before `read()`: an emitter of `data`, `end`, `close` and `error` that flows
 * by itself. One that can be written to as well says that it is `readable`: a mere Writable is
 * an emitter with `pipe`, too.
 */
export type LegacyStream = EventEmitter & {
  pipe(destination: NodeJS.WritableStream): unknown
  pause?(): unknown
  resume?(): unknown
  destroy?(): unknown
  close?(): unknown
} & ({ readonly write?: undefined } | { readonly readable: boolean })

/** So many chunks are kept before the stream is paused, as in a Node stream of objects. */
const HIGH_WATER_MARK = 16

const readers = new WeakMap<LegacyStream, LegacyReader>()

/**
 * Keeps what a stream of the old kind emits until it is pulled. It listens from the beginning, as such a
 * stream does not wait for a reader: what it emits before the first pull would be lost.
 */
export class LegacyReader {
  readonly #stream: LegacyStream
  readonly #chunks: unknown[] = []
  #first = 0
  #isPaused = false
  #end: { readonly error?: unknown } | undefined
  #run: Run | undefined

  /**
   * The one reader of a stream.
   * @throws TypeError if somebody else has got what the stream has emitted until now
   */
  static of(stream: LegacyStream): LegacyReader {
    const before = readers.get(stream)
    if (before) return before
    if (stream.listenerCount('data') > 0) throw flowsElsewhere()
    const reader = new LegacyReader(stream)
    readers.set(stream, reader)
    return reader
  }

  /** Whether the stream has ended and all of it was read. */
  get isRead(): boolean {
    return this.#end !== undefined && !('error' in this.#end) && this.#chunks.length === 0
  }

  private constructor(stream: LegacyStream) {
    this.#stream = stream
    stream.on('data', this.#onData).on('end', this.#onEnd)
    stream.on('close', this.#onClose).on('error', this.#onError)
  }

  readonly #onData = (chunk: unknown): void => {
    this.#chunks.push(chunk)
    if (this.#chunks.length - this.#first >= HIGH_WATER_MARK && !this.#isPaused) {
      this.#isPaused = true
      this.#stream.pause?.()
    }
    this.#run?.wake()
  }

  readonly #onEnd = (): void => this.#finish({})
  readonly #onError = (error: unknown): void => this.#finish({ error })
  readonly #onClose = (): void => {
    this.#finish({ error: prematureClose('fromReadable: the stream closed before its end') })
  }

  #finish(end: { readonly error?: unknown }): void {
    this.#end ??= end
    this.#run?.wake()
  }

  pull(run: Run): Pull<unknown> {
    this.#run = run
    return () => {
      if (run.spend(1) === 0) return WAIT
      if (this.#first < this.#chunks.length) return this.#shift()
      if (this.#end === undefined) return WAIT
      if ('error' in this.#end) throw this.#end.error
      return DONE
    }
  }

  #shift(): unknown {
    const chunk = this.#chunks[this.#first++]
    if (this.#first < HIGH_WATER_MARK && this.#first < this.#chunks.length) return chunk
    this.#chunks.splice(0, this.#first)
    this.#first = 0
    if (this.#isPaused && this.#chunks.length === 0) {
      this.#isPaused = false
      this.#stream.resume?.()
    }
    return chunk
  }

  /** The run is over. Unless the stream has ended by itself, it is closed. */
  close(): void {
    this.#run = undefined
    const stream = this.#stream
    stream.off('data', this.#onData).off('end', this.#onEnd).off('close', this.#onClose)
    if (this.#end !== undefined) {
      stream.off('error', this.#onError)
      return
    }
    // `error` stays listened to: one that comes from destroying the stream must not end the process.
    this.#end = {}
    closeLegacy(stream)
  }

  /** The run is over, and what it has not read is left to the next one. */
  leave(): void {
    this.#run = undefined
  }
}

/** Destroys a stream of the old kind, as far as it can be. Nothing tells when that is over. */
export function closeLegacy(stream: LegacyStream): void {
  if (stream.destroy) stream.destroy()
  else stream.close?.()
}
