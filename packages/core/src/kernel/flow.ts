import { CURSOR, type Cursor } from './cursor.ts'
import { begin, Described } from './description.ts'
import { Execution } from './execution.ts'
import { toCursor } from './openCursor.ts'
import { DONE, WAIT } from './pull.ts'
import type { CursorSource } from './source.ts'

const AsyncIteratorPrototype: object = Object.getPrototypeOf(
  Object.getPrototypeOf(async function* () {}.prototype),
)

/**
 * An asynchronous pipeline: an `AsyncIterable` that runs anew each time it is iterated, and a source
 * of cursors.
 *
 * @example
 * ```ts
 * import { Flow, mapAsync, pipe } from '@rivulet/core'
 *
 * const doubled = pipe([1, 2], mapAsync(async (n) => n * 2))
 * console.log(doubled instanceof Flow) // true
 * for await (const n of doubled) console.log(n)
 * // 2
 * // 4
 * ```
 */
export class Flow<out T> extends Described<T> implements AsyncIterable<T>, CursorSource<T> {
  [Symbol.asyncIterator](): AsyncIteratorObject<T, undefined> {
    return new FlowIterator<T>(this) as unknown as AsyncIteratorObject<T, undefined>
  }

  /** Opens a run to be pulled by hand. */
  [CURSOR](): Cursor<T> {
    return toCursor((run) => begin<T>(this, run))
  }

  get [Symbol.toStringTag](): string {
    return 'Flow'
  }
}

class FlowIterator<T> {
  readonly #execution: Execution<T>
  #unanswered = 0
  #last: Promise<unknown> | undefined

  constructor(pipeline: Flow<T>) {
    this.#execution = new Execution((run) => begin<T>(pipeline, run), 'async')
  }

  /** Calls that come faster than the items are answered in their order. */
  next(): Promise<IteratorResult<T, undefined>> {
    const isFirst = this.#unanswered++ === 0
    const answered =
      isFirst || !this.#last ? this.#answer() : this.#last.then(this.#answer, this.#answer)
    this.#last = answered
    return answered
  }

  readonly #answer = (): Promise<IteratorResult<T, undefined>> =>
    new Promise((resolve, reject) => {
      const execution = this.#execution
      const pull = (): void => {
        try {
          for (;;) {
            const item = execution.pull()
            if (item !== WAIT) {
              resolve(
                item === DONE ? { value: undefined, done: true } : { value: item, done: false },
              )
              break
            }
            if (execution.park(pull)) return
          }
        } catch (error) {
          reject(error)
        }
        this.#unanswered--
      }
      pull()
    })

  async return(): Promise<IteratorResult<T, undefined>> {
    await this.#execution.close()
    return { value: undefined, done: true }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return()
  }

  static {
    Object.setPrototypeOf(this.prototype, AsyncIteratorPrototype)
  }
}
