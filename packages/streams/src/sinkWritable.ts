import { pipe, type Kind, type Sink } from '@rivulet/core'
import { Writable, type WritableOptions } from 'node:stream'
import { alwaysCloses } from './destroyed.ts'
import { destroyOnAbort } from './destroyOnAbort.ts'
import { prematureClose, toError } from './streamErrors.ts'
import { WrittenItems } from './writtenItems.ts'

type Callback = (error?: Error | null) => void

/**
 * A Writable whose items go into a sink. It finishes when the sink has given its result.
 *
 * @example
 * ```ts
 * import { countBy } from '@rivulet/core'
 * import { toWritable, type SinkWritable } from '@rivulet/streams'
 *
 * // A Writable with the promise of a summary: a log that is also counted.
 * class Logger {
 *   readonly out: SinkWritable<Map<string, number>> = toWritable(countBy((level: string) => level))
 *   log(level: 'info' | 'error') {
 *     this.out.write(level)
 *   }
 * }
 * const logger = new Logger()
 * for (const level of ['info', 'error', 'info'] as const) logger.log(level)
 * logger.out.end()
 * console.log(await logger.out.result) // Map(2) { 'info' => 2, 'error' => 1 }
 * ```
 */
export class SinkWritable<R> extends Writable {
  /**
   * What the sink gives. Rejects with the sink's error, or with what the stream was destroyed with. It
   * may be left alone: it never ends the process, as the stream tells the same error.
   */
  readonly result: Promise<R>
  readonly #sink: Sink<never, R, Kind>
  readonly #written = new WrittenItems(this)
  #stopListening: () => void = () => {}
  #resolve: (result: R) => void = () => {}
  #reject: (error: unknown) => void = () => {}
  #state: 'new' | 'running' | 'over' = 'new'
  /** Calls back when the run is over. */
  #onOver: Callback | undefined

  constructor(
    sink: Sink<never, R, Kind>,
    options: WritableOptions,
    signal: AbortSignal | undefined,
  ) {
    super(options)
    alwaysCloses(this)
    this.#sink = sink
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    this.result.catch(() => {})
    this.#stopListening = destroyOnAbort(this, signal)
  }

  /** Not before something is written: a sink may open what it needs when it begins. */
  #begin(): void {
    if (this.#state !== 'new') return
    this.#state = 'running'
    const result = (pipe as (...all: unknown[]) => Promise<R>)(this.#written.source, this.#sink)
    result.then(
      (value) => this.#succeed(value),
      (error: unknown) => this.#fail(error),
    )
  }

  #succeed(result: R): void {
    this.#state = 'over'
    this.#resolve(result)
    if (this.#onOver) this.#onOver()
    else this.#written.refuse()
  }

  #fail(error: unknown): void {
    this.#state = 'over'
    this.#reject(error)
    if (this.#onOver) this.#onOver(toError(error, 'the sink threw'))
    else this.destroy(toError(error, 'the sink threw'))
  }

  readonly #pull = (): void => this.#written.wake()

  override _write(item: unknown, _encoding: BufferEncoding, callback: Callback): void {
    this.#begin()
    this.#written.write(item, callback, this.#pull)
  }

  override _final(callback: Callback): void {
    if (this.#state === 'over') return this.#written.afterCleanup(callback)
    this.#onOver = callback
    this.#begin()
    this.#written.end()
  }

  override _destroy(error: Error | null, callback: Callback): void {
    this.#stopListening()
    if (this.#state === 'over') return callback(error)
    const reason = error ?? prematureClose('toWritable: the stream was closed before it was ended')
    if (this.#state === 'new') {
      this.#reject(reason)
      return callback(error)
    }
    this.#onOver = () => callback(error)
    this.#written.fail(reason)
  }
}
