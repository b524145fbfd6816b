import { DONE, fromPull, WAIT, type Flow, type Run } from '@rivulet/core'
import type { Writable } from 'node:stream'
import { PipedSources } from './pipedSources.ts'

/** Calls back when a write is over, as Node's streams want it. */
type Callback = (error?: Error | null) => void

const NOTHING = Symbol('nothing written')

/**
 * What is written to a stream, as a source: the writable side of what `toTransform` and `toWritable`
 * make. It holds one item, and the write is over when the operators have taken it, so that the
 * backpressure of a pipeline is that of the stream.
 *
 * `PushedItems` is the same for a Web stream. It has promises for callbacks, nothing to pull at once and
 * no stream to destroy: one class for both would ask at every step which of them it is.
 */
export class WrittenItems {
  readonly source: Flow<unknown>
  readonly #stream: Writable
  readonly #pipedSources: PipedSources
  #run: Run | undefined
  #item: unknown = NOTHING
  #callback: Callback | undefined
  #isWriting = false
  #state: 'open' | 'ended' | 'refused' | 'discarding' = 'open'
  #cleanup: Promise<unknown> | undefined

  constructor(stream: Writable) {
    this.#stream = stream
    this.#pipedSources = new PipedSources(stream)
    this.source = fromPull<unknown>((run) => {
      this.#run = run
      return () => this.#take(run)
    })
  }

  #take(run: Run): unknown {
    if (this.#item === NOTHING) return this.#state === 'ended' ? DONE : WAIT
    if (run.spend(1) === 0) return WAIT
    const item = this.#item
    this.#item = NOTHING
    // Not at once: what listens for `drain` may write, and throw, in the middle of a pull.
    if (!this.#isWriting) process.nextTick(this.#acknowledge)
    return item
  }

  readonly #acknowledge = (): void => {
    const callback = this.#callback
    this.#callback = undefined
    callback?.()
  }

  /**
   * For `_write`.
   * @param pull lets the operators take the item, if they can
   */
  write(item: unknown, callback: Callback, pull: () => void): void {
    if (this.#state === 'discarding') return callback()
    this.#item = item
    this.#callback = callback
    this.#isWriting = true
    pull()
    this.#isWriting = false
    if (this.#item === NOTHING) this.#acknowledge()
    else if (this.#state === 'refused') this.#stream.destroy()
    else this.wake() // What works ahead of its consumer, such as prefetch, may take it.
  }

  /** For `_final` or `_flush`: nothing more is written. */
  end(): void {
    if (this.#state === 'open') this.#state = 'ended'
    this.wake()
  }

  /**
   * The operators need no more. What is piped into the stream is ended, and what was written before the
   * end is dropped. Whoever writes on without a pipe hears of it as of any stream that has closed.
   */
  refuse(): void {
    this.#cleanup = this.#pipedSources.end()
    // `afterCleanup` tells its error. A stream that is destroyed meanwhile does not ask for it.
    this.#cleanup?.catch(() => {})
    // Without its pipe nobody ends the stream but `stream.pipeline`, for which once more is no harm.
    if (this.#cleanup) this.#stream.end()
    // A source that has ended meanwhile is piped in no longer, but has written and ended as well.
    this.#state = this.#stream.writableEnded ? 'discarding' : 'refused'
    if (this.#item === NOTHING) return
    if (this.#state === 'refused') this.#stream.destroy()
    else {
      this.#item = NOTHING
      this.#acknowledge()
    }
  }

  /** Calls back when what was piped into the stream, and ended early, has closed: the stream finishes then. */
  afterCleanup(callback: Callback): void {
    if (this.#cleanup) void this.#cleanup.then(() => callback(), callback)
    else callback()
  }

  /** Tells the run, if it has begun, that a pull is worthwhile. */
  wake(): void {
    this.#run?.wake()
  }

  /** Ends the run, if it has begun, with an error. */
  fail(error: unknown): void {
    this.#run?.fail(error)
  }
}
