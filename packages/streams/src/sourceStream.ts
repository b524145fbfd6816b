import { CURSOR, DONE, pipe, sink, WAIT, type Cursor, type Run, type Source } from '@rivulet/core'
import type { ReadableStreamController, UnderlyingSource } from 'node:stream/web'
import { fromWeb } from './fromWeb.ts'
import { onAbort } from './onAbort.ts'

/** The options of {@link SourceStream}. */
export interface SourceStreamOptions {
  /** Makes it a byte stream. The items have to be chunks of their own memory then, and none may be empty. */
  readonly type?: 'bytes' | undefined
  readonly signal?: AbortSignal | undefined
  /** Called when it was read to the end, or with what it has failed or was cancelled with. */
  readonly onEnd?: (end: { readonly error?: unknown }) => void
}

/**
 * A Web stream over a source. It has no queue: an item is pulled when somebody reads, so that the source
 * is opened by the first read, and nothing is lost when the stream fails.
 */
export class SourceStream<T> extends ReadableStream<T> {
  constructor(source: Source, options: SourceStreamOptions = {}) {
    // The types of the Web have a shape of its own for the source of a byte stream.
    const below = new UnderlyingRun(source, options) as unknown as UnderlyingSource<T>
    super(below, { highWaterMark: 0 })
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
 * The run below a {@link SourceStream}, in the terms of the Web. It is one of a sink, which the source
 * wakes by a call: a cursor would be waited for by a promise for each item.
 *
 * Invariants: the run begins at the first pull, or to be closed; an item is taken only while one is wanted;
 * how the run ends is how the stream ends.
 */
class UnderlyingRun {
  readonly type: 'bytes' | undefined
  readonly #source: Source
  readonly #options: SourceStreamOptions
  #running: Promise<void> | undefined
  #run: Run | undefined
  #isWanted = false
  #isLeft = false
  #unwatch: (() => void) | undefined

  constructor(source: Source, options: SourceStreamOptions) {
    this.type = options.type
    this.#source = source
    this.#options = options
  }

  start(controller: ReadableStreamController<unknown>): void {
    const { signal } = this.#options
    if (signal === undefined) return
    const abort = (): void => {
      this.#isLeft = true
      if (this.#run) this.#run.fail(signal.reason)
      else this.#fail(signal.reason, controller)
    }
    if (signal.aborted) abort()
    else this.#unwatch = onAbort(signal, abort)
  }

  pull(controller: ReadableStreamController<unknown>): void {
    this.#isWanted = true
    if (this.#running) return this.#run?.wake()
    this.#running = this.#begin(controller)
    this.#running.then(
      () => this.#close(controller),
      (error: unknown) => this.#fail(error, controller),
    )
  }

  cancel(reason: unknown): Promise<void> {
    this.#isLeft = true
    this.#end({ error: reason })
    this.#run?.wake()
    return (this.#running ??= this.#begin())
  }

  #begin(controller?: ReadableStreamController<unknown>): Promise<void> {
    return pipe(
      this.#source as AsyncIterable<unknown>,
      sink<unknown, void, 'async'>(
        (up, run) => {
          this.#run = run
          return () => {
            while (this.#isWanted && !this.#isLeft) {
              const item = up()
              if (item === WAIT) return WAIT
              if (item === DONE) return undefined
              // Before it is delivered: whoever gets it may want the next one at once.
              this.#isWanted = false
              controller?.enqueue(item)
            }
            return this.#isLeft ? undefined : WAIT
          }
        },
        { kind: 'async' },
      ),
    )
  }

  #close(controller: ReadableStreamController<unknown>): void {
    if (this.#isLeft) return
    this.#end({})
    controller.close()
    // One who waits with a buffer of his own is not told of the end otherwise.
    const { byobRequest } = controller as { byobRequest?: { respond(bytes: number): void } | null }
    byobRequest?.respond(0)
  }

  #fail(error: unknown, controller: ReadableStreamController<unknown>): void {
    this.#end({ error })
    controller.error(error) // which is of no effect on one that was cancelled
  }

  #end(end: { readonly error?: unknown }): void {
    this.#unwatch?.()
    this.#options.onEnd?.(end)
  }
}
