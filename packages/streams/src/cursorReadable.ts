import { CURSOR, DONE, WAIT, type Cursor } from '@rivulet/core'
import { Readable, type ReadableOptions } from 'node:stream'
import { show } from './check.ts'
import { fromReadable } from './fromReadable.ts'

/**
 * A Readable that pulls a cursor.
 *
 * Invariants: the cursor is opened at the first read, or to be closed; one loop pulls it at a time; after
 * it has failed it is not pulled again, and the error waits until the buffer is empty.
 */
export class CursorReadable extends Readable {
  readonly #open: () => Cursor<unknown>
  readonly #signal: AbortSignal | undefined
  readonly #onAbort = (): void => {
    this.destroy(toError(this.#signal?.reason, 'the signal was aborted with'))
  }
  #cursor: Cursor<unknown> | undefined
  #state: 'idle' | 'filling' | 'waiting' | 'ended' = 'idle'
  #wanted = false
  #failure: Error | undefined

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
    this.#wanted = true
    if (this.#state === 'idle') this.#fill((this.#cursor ??= this.#open()))
  }

  #fill(cursor: Cursor<unknown>): void {
    this.#state = 'filling'
    try {
      // `push` may hand the item to a listener, who may read or destroy the stream before it returns.
      while (this.#wanted && !this.destroyed) {
        const item = cursor.pull()
        if (item === WAIT) {
          this.#state = 'waiting'
          void cursor.ready().then(() => this.#fill(cursor))
          return
        }
        this.#wanted = false
        if (item === DONE) {
          this.#state = 'ended'
          this.push(null)
          return
        }
        this.#check(item)
        if (this.push(item)) this.#wanted = true
      }
      this.#state = 'idle'
    } catch (error) {
      this.#state = 'ended'
      this.#failure = toError(error, 'the source threw')
      this.#failWhenEmpty()
      // Whoever waits for more than the buffer holds would never read the rest, and never hear of it.
      if (this.readableLength > 0) process.nextTick(() => this.emit('readable'))
    }
  }

  /** `push` would destroy the stream at once, before the items in the buffer were read. */
  #check(item: unknown): void {
    if (item === null) throw new TypeError('toReadable: null is no item, it ends a Node stream')
    if (this.readableObjectMode || typeof item === 'string' || item instanceof Uint8Array) return
    throw new TypeError(
      `toReadable: without objectMode an item must be a string or a Uint8Array, got ${show(item)}`,
    )
  }

  /**
   * To destroy a stream empties its buffer for most consumers: an error has to wait until the items
   * before it are read. As at the end of a stream, who asks for too much gets what is left.
   */
  override read(size?: number): unknown {
    const rest = this.#failure !== undefined && size !== undefined && size > this.readableLength
    const chunk: unknown = super.read(rest ? undefined : size)
    this.#failWhenEmpty()
    return chunk
  }

  #failWhenEmpty(): void {
    if (this.#failure === undefined || this.readableLength > 0) return
    process.nextTick(() => this.destroy(this.#failure))
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#signal?.removeEventListener('abort', this.#onAbort)
    if (this.#cursor === undefined && this.#signal?.aborted) return callback(error)
    this.#cursor ??= this.#open()
    this.#cursor.close().then(
      () => callback(error),
      (cleanupError: unknown) => callback(error ?? toError(cleanupError, 'the cleanup threw')),
    )
  }

  /** Node's own leaves a loop before the stream has closed, and swallows an error of the closing. */
  override [Symbol.asyncIterator](): ReturnType<Readable[typeof Symbol.asyncIterator]> {
    return fromReadable<unknown>(this)[Symbol.asyncIterator]()
  }

  /** A pipeline takes it as `fromReadable` does, too. */
  [CURSOR](): Cursor<unknown> {
    return fromReadable<unknown>(this)[CURSOR]()
  }
}

/** Node takes a stream that is destroyed with a falsy value for one that is closed without an error. */
function toError(error: unknown, what: string): Error {
  return (error || new Error(`${what} ${show(error)}`, { cause: error })) as Error
}
