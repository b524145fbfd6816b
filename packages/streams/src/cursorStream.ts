import { CURSOR, DONE, WAIT, type Cursor } from '@rivulet/core'
import type { ReadableStreamController, UnderlyingSource } from 'node:stream/web'
import { fromWeb } from './fromWeb.ts'
import { onAbort } from './onAbort.ts'

/** How a {@link CursorStream} queues its items. */
export interface Queueing {
  readonly type: 'bytes' | undefined
  /** How much is queued before anybody reads. Finite and whole: see `#failWhenEmpty`. */
  readonly highWaterMark: number
  /** An item as it is queued. Throws for one that does not belong into the stream. */
  convert(item: unknown): unknown
  /** How much of the queue it takes, a whole number. With 0 it is left out. */
  sizeOf(converted: unknown): number
}

/** How a stream came to its end. Without an error it was read to the end. */
export interface StreamEnd {
  readonly error?: unknown
}

/** What a {@link CursorStream} reads, and who wants to know of its end. */
export interface CursorStreamOptions {
  readonly open: () => Cursor<unknown>
  readonly queueing: Queueing
  readonly signal?: AbortSignal | undefined
  readonly onEnd?: (end: StreamEnd) => void
}

/** A Web stream that pulls a cursor. */
export class CursorStream<T> extends ReadableStream<T> {
  constructor(options: CursorStreamOptions) {
    const { type, highWaterMark } = options.queueing
    const source = new UnderlyingCursor(options)
    super(
      // The types of the Web have a shape of its own for the source of a byte stream.
      source as unknown as UnderlyingSource<T>,
      // A byte stream knows the sizes, and refuses to be told them.
      type === 'bytes' ? { highWaterMark } : { highWaterMark, size: () => source.size },
    )
  }

  /** Node's own waits for a `read()` that is under way before it cancels the stream, be it for ever. */
  override values(options?: { preventCancel?: boolean }): ReturnType<ReadableStream<T>['values']> {
    return fromWeb<T>(this, options)[Symbol.asyncIterator]()
  }

  override [Symbol.asyncIterator](): ReturnType<ReadableStream<T>['values']> {
    return this.values()
  }

  /** A pipeline takes it as `fromWeb` does, too. */
  [CURSOR](): Cursor<T> {
    return fromWeb<T>(this)[CURSOR]()
  }
}

/**
 * The source below a {@link CursorStream}, in the terms of the Web.
 *
 * Invariants: the cursor is opened at the first pull, or to be closed; the Web calls `pull` once at a
 * time; after the end the cursor is not pulled again.
 */
class UnderlyingCursor {
  readonly type: 'bytes' | undefined
  /** The size of the item that is being queued. */
  size = 0
  readonly #options: CursorStreamOptions
  #cursor: Cursor<unknown> | undefined
  #end: StreamEnd | undefined
  /** An error that is to be told: after the cleanup, and when the queue is empty. */
  #failure: { readonly error: unknown } | undefined
  #unwatch: (() => void) | undefined

  constructor(options: CursorStreamOptions) {
    this.#options = options
    this.type = options.queueing.type
  }

  start(controller: ReadableStreamController<unknown>): void {
    const { signal } = this.#options
    if (signal === undefined) return
    const abort = (): void => {
      this.#settle({ error: signal.reason })
      const fail = (): void => controller.error(signal.reason)
      // The cleanup's own error comes too late.
      if (this.#cursor) this.#cursor.close().then(fail, fail)
      else fail()
    }
    if (signal.aborted) abort()
    else this.#unwatch = onAbort(signal, abort)
  }

  pull(controller: ReadableStreamController<unknown>): Promise<void> | undefined {
    if (this.#end) return this.#failWhenEmpty(controller)
    this.#cursor ??= this.#options.open()
    return this.#fill(this.#cursor, controller)
  }

  cancel(reason: unknown): Promise<void> {
    this.#settle({ error: reason })
    this.#cursor ??= this.#options.open()
    return this.#cursor.close()
  }

  #fill(
    cursor: Cursor<unknown>,
    controller: ReadableStreamController<unknown>,
  ): Promise<void> | undefined {
    try {
      for (;;) {
        const item = cursor.pull()
        // A callback of the pipeline may have aborted the signal.
        if (this.#end) return undefined
        if (item === WAIT) {
          return cursor.ready().then(() => (this.#end ? undefined : this.#fill(cursor, controller)))
        }
        if (item === DONE) return this.#close(controller)
        if (this.#enqueue(item, controller) && !wantsMore(controller)) return undefined
      }
    } catch (error) {
      this.#settle({ error })
      const fail = (): void => {
        this.#failure = { error }
        this.#failWhenEmpty(controller)
      }
      // The error may be about the item. If it came from the cursor, that is closed already.
      return cursor.close().then(fail, fail)
    }
  }

  /** @returns whether there was anything to enqueue */
  #enqueue(item: unknown, controller: ReadableStreamController<unknown>): boolean {
    const { convert, sizeOf } = this.#options.queueing
    const converted = convert(item)
    this.size = sizeOf(converted)
    if (this.size > 0) controller.enqueue(converted)
    return this.size > 0
  }

  #close(controller: ReadableStreamController<unknown>): undefined {
    this.#settle({})
    controller.close()
    // One who waits with a buffer of his own is not told of the end otherwise.
    const { byobRequest } = controller as { byobRequest?: { respond(bytes: number): void } | null }
    byobRequest?.respond(0)
  }

  /** To fail a stream empties its queue: an error has to wait until the items before it are read. */
  #failWhenEmpty(controller: ReadableStreamController<unknown>): undefined {
    const isEmpty = controller.desiredSize === this.#options.queueing.highWaterMark
    if (isEmpty && this.#failure) controller.error(this.#failure.error)
  }

  #settle(end: StreamEnd): void {
    if (this.#end) return
    this.#end = end
    this.#unwatch?.()
    this.#options.onEnd?.(end)
  }
}

function wantsMore({ desiredSize }: ReadableStreamController<unknown>): boolean {
  return desiredSize !== null && desiredSize > 0
}
