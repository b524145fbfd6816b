import { CURSOR, DONE, WAIT, type Cursor } from '@rivulet/core'
import type { ReadableStreamController, UnderlyingSource } from 'node:stream/web'
import { fromWeb } from './fromWeb.ts'
import { onAbort } from './onAbort.ts'

/** How a stream came to its end. Without an error it was read to the end. */
export interface StreamEnd {
  readonly error?: unknown
}

/** The options of {@link CursorStream}. */
export interface CursorStreamOptions {
  /** Makes it a byte stream. The items have to be chunks of their own memory then, and none may be empty. */
  readonly type?: 'bytes' | undefined
  readonly signal?: AbortSignal | undefined
  /** Called as soon as the stream ends, however it does. */
  readonly onEnd?: (end: StreamEnd) => void
}

/**
 * A Web stream that pulls a cursor. It has no queue: an item is pulled when somebody reads, so that the
 * cursor is opened by the first read, and nothing is lost when the stream fails.
 */
export class CursorStream<T> extends ReadableStream<T> {
  constructor(open: () => Cursor<unknown>, options: CursorStreamOptions = {}) {
    // The types of the Web have a shape of its own for the source of a byte stream.
    const source = new UnderlyingCursor(open, options) as unknown as UnderlyingSource<T>
    super(source, { highWaterMark: 0 })
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
  readonly #open: () => Cursor<unknown>
  readonly #options: CursorStreamOptions
  #cursor: Cursor<unknown> | undefined
  #isOver = false
  #unwatch: (() => void) | undefined

  constructor(open: () => Cursor<unknown>, options: CursorStreamOptions) {
    this.type = options.type
    this.#open = open
    this.#options = options
  }

  start(controller: ReadableStreamController<unknown>): void {
    const { signal } = this.#options
    if (signal === undefined) return
    const abort = (): void => {
      this.#end({ error: signal.reason })
      const fail = (): void => controller.error(signal.reason)
      // An error of the cleanup comes too late.
      if (this.#cursor) this.#cursor.close().then(fail, fail)
      else fail()
    }
    if (signal.aborted) abort()
    else this.#unwatch = onAbort(signal, abort)
  }

  pull(controller: ReadableStreamController<unknown>): Promise<void> | undefined {
    if (this.#isOver) return undefined
    try {
      const cursor = (this.#cursor ??= this.#open())
      const item = cursor.pull()
      // A callback of the pipeline may have aborted the signal.
      if (this.#isOver) return undefined
      if (item === WAIT) return cursor.ready().then(() => this.pull(controller))
      if (item === DONE) this.#close(controller)
      else controller.enqueue(item)
    } catch (error) {
      this.#end({ error })
      controller.error(error)
    }
    return undefined
  }

  cancel(reason: unknown): Promise<void> {
    this.#end({ error: reason })
    this.#cursor ??= this.#open()
    return this.#cursor.close()
  }

  #close(controller: ReadableStreamController<unknown>): void {
    this.#end({})
    controller.close()
    // One who waits with a buffer of his own is not told of the end otherwise.
    const { byobRequest } = controller as { byobRequest?: { respond(bytes: number): void } | null }
    byobRequest?.respond(0)
  }

  #end(end: StreamEnd): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#unwatch?.()
    this.#options.onEnd?.(end)
  }
}
