import { CURSOR, type Cursor, type Source } from '@rivulet/core'
import { finished, Transform, type TransformOptions, type Writable } from 'node:stream'
import { finished as finish } from 'node:stream/promises'
import { CursorOutput } from './cursorOutput.ts'
import { alwaysCloses, destroyed } from './destroyed.ts'
import { destroyOnAbort } from './destroyOnAbort.ts'
import { fromReadable } from './fromReadable.ts'
import { END_EARLY } from './pipedSources.ts'
import { toError } from './streamErrors.ts'
import { WrittenItems } from './writtenItems.ts'

type Callback = (error?: Error | null) => void

/**
 * A Transform around a pipeline: what is written is its source, and what it delivers is read. All its
 * operators run in one pull, where a chain of Transforms hands each item on through two buffers.
 */
export class OperatorTransform extends Transform {
  readonly #written = new WrittenItems(this)
  readonly #output: CursorOutput
  readonly #destinations = new Set<Writable>()
  #stopListening: () => void = () => {}
  #ended = false
  #flushed: Callback | undefined

  constructor(
    build: (source: Source) => Source,
    options: TransformOptions,
    signal: AbortSignal | undefined,
  ) {
    super(options)
    alwaysCloses(this)
    const pipeline = build(this.#written.source)
    this.#output = new CursorOutput(this, pipeline, 'toTransform', () => this.#onEnd())
    this.#stopListening = destroyOnAbort(this, signal)
  }

  /** As any Transform it fills its buffer before somebody reads: who never does may wait for `finish`. */
  readonly #fill = (): void => {
    if (this.readableLength < this.readableHighWaterMark) this.#output.want()
    else this.#output.fill()
  }

  override _write(item: unknown, _encoding: BufferEncoding, callback: Callback): void {
    this.#written.write(item, callback, this.#fill)
  }

  override _flush(callback: Callback): void {
    if (this.#ended) return this.#written.afterCleanup(callback)
    this.#flushed = callback
    this.#written.end()
    this.#fill()
  }

  override _read(): void {
    this.#output.want()
  }

  override read(size?: number): unknown {
    // Node's own goes on giving to listeners until `close`, and that waits for the cleanup here.
    if (this.destroyed) return null
    const chunk: unknown = super.read(this.#output.sizeLeft(size))
    this.#output.failWhenEmpty()
    return chunk
  }

  #onEnd(): void {
    this.#ended = true
    if (this.#flushed) return this.#endFlush()
    // After all who listen: a destination has been told to end then.
    this.once('end', () => process.nextTick(() => void this.#onDelivered()))
  }

  #endFlush(): void {
    const callback = this.#flushed
    this.#flushed = undefined // Node takes a second call for an error.
    if (callback) this.#written.afterCleanup(callback)
  }

  /**
   * The operators have ended before their input, and all that they delivered was read. If closing
   * what lies before makes a `stream.pipeline` fail, that must not cut off what lies behind.
   */
  async #onDelivered(): Promise<void> {
    await Promise.all([...this.#destinations].map(finishedIfEnded))
    this.#written.refuse()
  }

  /**
   * What lies behind needs no more. This one finishes then, after what is piped into it has ended and
   * closed: a `stream.pipeline` takes one that is destroyed before it has finished for a failure.
   */
  async [END_EARLY](): Promise<void> {
    this.#ended = true
    try {
      await this.#output.leave()
    } catch (error) {
      this.#written.refuse()
      this.destroy(toError(error, 'the cleanup threw'))
      throw error
    }
    this.#written.refuse()
    // Without a pipe nobody ends it, and it will not finish.
    if (!this.writableEnded) return destroyed(this)
    this.#endFlush() // when all was written before, and the operators had still more to give for it
    await finish(this, { cleanup: true })
  }

  override pipe<T extends NodeJS.WritableStream>(destination: T, options?: { end?: boolean }): T {
    this.#destinations.add(destination as unknown as Writable)
    return super.pipe(destination, options)
  }

  override _destroy(error: Error | null, callback: Callback): void {
    this.#stopListening()
    if (this.#output.isOpen) this.#output.close(error, callback)
    else callback(error)
  }

  /** Node's own leaves a loop before the stream has closed, and swallows an error of the closing. */
  override [Symbol.asyncIterator](): ReturnType<Transform[typeof Symbol.asyncIterator]> {
    return fromReadable<unknown>(this)[Symbol.asyncIterator]()
  }

  /** A pipeline takes it as `fromReadable` does, too. */
  [CURSOR](): Cursor<unknown> {
    return fromReadable<unknown>(this)[CURSOR]()
  }
}

/** A destination that is not ended with its source, such as `process.stdout`, is not waited for. */
async function finishedIfEnded(destination: Writable): Promise<void> {
  if (!destination.writableEnded) return
  await new Promise<void>((resolve) => {
    const stopListening = finished(destination, { readable: false }, () => {
      stopListening()
      resolve()
    })
  })
}
