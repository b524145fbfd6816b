import { DONE, openCursor, operator, pipe, WAIT, type Cursor, type Source } from '@rivulet/core'
import type { Readable } from 'node:stream'
import { show } from './check.ts'
import { toError } from './streamErrors.ts'

/**
 * Pulls a source into the buffer of a Readable: the readable side of what `toReadable` and
 * `toTransform` make. The source wakes it by a call: to wait for `ready()` of its cursor would cost two
 * promises for each item of a source that has them one by one.
 *
 * Invariants: the source is opened at the first read, or to be closed; one loop pulls it at a time; after
 * it has failed it is not pulled again, and the error waits until the buffer is empty.
 */
export class CursorOutput {
  readonly #stream: Readable
  readonly #isObjectMode: boolean
  readonly #source: Source
  readonly #name: string
  readonly #onEnd: () => void
  #cursor: Cursor<unknown> | undefined
  #isFilling = false
  /** Whether the source has more to say than when it was pulled last. */
  #isWoken = false
  #wanted = false
  #ended = false
  #failure: Error | undefined

  /**
   * @param name of the function that made the stream, for the messages of its errors
   * @param onEnd called after the end was pushed, and not after a failure
   */
  constructor(stream: Readable, source: Source, name: string, onEnd: () => void = () => {}) {
    this.#stream = stream
    this.#isObjectMode = stream.readableObjectMode
    this.#source = source
    this.#name = name
    this.#onEnd = onEnd
  }

  /** Whether the source was opened, and there is something to close. */
  get isOpen(): boolean {
    return this.#cursor !== undefined
  }

  /** For `_read`: the buffer takes more. */
  want(): void {
    this.#wanted = true
    this.fill()
  }

  /** Pulls until the buffer is full or the source has to wait. Harmless when it is called too often. */
  fill(): void {
    if (this.#isFilling || this.#ended) return
    this.#isFilling = true
    this.#isWoken = false
    const stream = this.#stream
    try {
      const cursor = (this.#cursor ??= this.#open())
      // `push` may hand the item to a listener, who may read or destroy the stream before it returns.
      while (this.#wanted && !stream.destroyed) {
        const item = cursor.pull()
        if (item === WAIT) {
          if (!this.#isWoken) break
          this.#isWoken = false
          continue
        }
        this.#wanted = false
        if (item === DONE) {
          this.#ended = true
          stream.push(null)
          this.#onEnd()
          break
        }
        this.#check(item)
        if (stream.push(item)) this.#wanted = true
      }
    } catch (error) {
      this.#ended = true
      this.#failure = toError(error, 'the source threw')
      this.failWhenEmpty()
      // Whoever waits for more than the buffer holds would never read the rest, and never hear of it.
      if (stream.readableLength > 0) process.nextTick(() => stream.emit('readable'))
    }
    this.#isFilling = false
  }

  #open(): Cursor<unknown> {
    const waking = operator<unknown, unknown, 'async'>(
      (up, run) => {
        run.watch(this.#onWake)
        return up
      },
      { kind: 'async' },
    )
    return openCursor(pipe(this.#source, waking))
  }

  readonly #onWake = (): void => {
    if (this.#isFilling) this.#isWoken = true
    else this.fill()
  }

  /** `push` would destroy the stream at once, before the items in the buffer were read. */
  #check(item: unknown): void {
    if (item === null) throw new TypeError(`${this.#name}: null is no item, it ends a Node stream`)
    if (this.#isObjectMode || typeof item === 'string' || item instanceof Uint8Array) {
      return
    }
    throw new TypeError(
      `${this.#name}: without objectMode an item must be a string or a Uint8Array, got ${show(item)}`,
    )
  }

  /**
   * For `read(size)`: after a failure who asks for too much gets what is left, as at the end of a
   * stream.
   */
  sizeLeft(size: number | undefined): number | undefined {
    const tooMuch = size !== undefined && size > this.#stream.readableLength
    return this.#failure !== undefined && tooMuch ? undefined : size
  }

  /**
   * To destroy a stream empties its buffer for most consumers: an error has to wait until the items
   * before it are read. To be called after each `read`.
   */
  failWhenEmpty(): void {
    if (this.#failure === undefined || this.#stream.readableLength > 0) return
    process.nextTick(() => this.#stream.destroy(this.#failure))
  }

  /**
   * Nobody needs more: the source is closed, the stream has its end, and what it holds is dropped, with
   * an error that comes after that.
   */
  async leave(): Promise<void> {
    this.#ended = true
    this.#failure = undefined
    await this.#cursor?.close()
    this.#stream.push(null)
    while (this.#stream.read() !== null);
  }

  /** For `_destroy`: closes the source, and calls back when its cleanup is over, with the first error. */
  close(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#cursor ??= this.#open()
    this.#cursor.close().then(
      () => callback(error),
      (cleanupError: unknown) => callback(error ?? toError(cleanupError, 'the cleanup threw')),
    )
  }
}
