import { DONE, openCursor, WAIT, type Cursor, type Source } from '@rivulet/core'
import { Readable, type ReadableOptions } from 'node:stream'
import { checkBoolean, checkHighWaterMark, checkSignal, checkSource } from './check.ts'

/** The options of {@link toReadable}. */
export interface ToReadableOptions {
  /**
   * Whether each item is a value. With `false` every item has to be a string, a Buffer or another
   * `Uint8Array`, and the stream is one of bytes.
   * @default true
   */
  readonly objectMode?: boolean
  /**
   * How much the stream holds ready, in items or in bytes.
   * @default what Node takes: 16 items, or 16 or 64 KiB
   */
  readonly highWaterMark?: number
  /** Destroys the stream with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * A Readable over any source. It opens the source at its first read and pulls no more than its buffer
 * takes. Items that precede an error are read before it. Destroying the stream closes the source, and
 * `close` is emitted when that is over.
 * @throws TypeError for a bad argument, RangeError for a high water mark that is negative or not whole
 *
 * @example
 * ```ts
 * import { map, pipe, range } from '@rivulet/core'
 * import { toReadable } from '@rivulet/streams'
 * import { text } from 'node:stream/consumers'
 *
 * const numbers = pipe(range(1, 4), map((n) => `${n};`))
 * console.log(await text(toReadable(numbers, { objectMode: false }))) // '1;2;3;'
 * ```
 */
export function toReadable(source: Source, options: ToReadableOptions = {}): Readable {
  const { objectMode = true, highWaterMark, signal } = options
  checkBoolean('toReadable', 'objectMode', objectMode)
  checkHighWaterMark('toReadable', highWaterMark)
  checkSignal('toReadable', signal)
  checkSource('toReadable', source)
  return new CursorReadable(
    () => openCursor(asWhole(source)),
    { objectMode, ...(highWaterMark === undefined ? {} : { highWaterMark }) },
    signal,
  )
}

/** A string or a chunk of bytes is one item, not a source of characters or of numbers. */
function asWhole(source: Source): Source {
  return typeof source === 'string' || source instanceof Uint8Array ? [source] : source
}

class CursorReadable extends Readable {
  readonly #open: () => Cursor<unknown>
  readonly #signal: AbortSignal | undefined
  readonly #onAbort = (): void => void this.destroy(this.#signal?.reason)
  #cursor: Cursor<unknown> | undefined
  #waiting = false
  #failure: { readonly error: unknown } | undefined

  constructor(
    open: () => Cursor<unknown>,
    options: ReadableOptions,
    signal: AbortSignal | undefined,
  ) {
    super(options)
    this.#open = open
    this.#signal = signal
    if (signal?.aborted) this.#onAbort()
    else signal?.addEventListener('abort', this.#onAbort, { once: true })
  }

  override _read(): void {
    if (this.#waiting || this.#failure !== undefined) return
    this.#cursor ??= this.#open()
    this.#fill(this.#cursor)
  }

  #fill(cursor: Cursor<unknown>): void {
    try {
      for (;;) {
        const item = cursor.pull()
        if (item === WAIT) {
          this.#waiting = true
          void cursor.ready().then(() => {
            this.#waiting = false
            if (!this.destroyed) this.#fill(cursor)
          })
          return
        }
        if (item === null) throw new TypeError('toReadable: null is no item: it ends a Node stream')
        if (!this.push(item === DONE ? null : item) || item === DONE) return
      }
    } catch (error) {
      this.#failure = { error }
      this.#failWhenEmpty()
    }
  }

  /** To destroy a stream empties its buffer: an error has to wait until the items before it are read. */
  override read(size?: number): unknown {
    const chunk: unknown = super.read(size)
    this.#failWhenEmpty()
    return chunk
  }

  #failWhenEmpty(): void {
    if (this.#failure !== undefined && this.readableLength === 0) {
      process.nextTick(() => this.destroy(toError(this.#failure?.error)))
    }
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#signal?.removeEventListener('abort', this.#onAbort)
    if (this.#cursor === undefined && this.#signal?.aborted) return callback(error)
    this.#cursor ??= this.#open()
    this.#cursor.close().then(
      () => callback(error),
      (cleanupError: unknown) => callback(error ?? toError(cleanupError)),
    )
  }
}

/** Node takes a stream that is destroyed with nothing for one that is closed without an error. */
function toError(error: unknown): Error {
  return (error ?? new Error(`the source threw ${error}`)) as Error
}
