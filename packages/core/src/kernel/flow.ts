import { CURSOR, type Cursor } from './cursor.ts'
import { begin, Described } from './description.ts'
import { Execution } from './execution.ts'
import { toResult } from './iterator.ts'
import { toCursor } from './openCursor.ts'
import { DONE, noItem, WAIT } from './pull.ts'
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

/** A call of `next()`. Calls that come faster than the items are answered in their order, one at a time. */
interface Call {
  answerNext?: (() => void) | undefined
}

class FlowIterator<T> {
  readonly #execution: Execution<T>
  /** The same object for every call that has none before it. */
  readonly #first: Call = {}
  #last: Call | undefined

  constructor(pipeline: Flow<T>) {
    this.#execution = new Execution((run) => begin<T>(pipeline, run), 'async')
  }

  next(): Promise<IteratorResult<T, undefined>> {
    const before = this.#last
    const call = (this.#last = before ? {} : this.#first)
    if (before) return this.#wait(call, before)
    // Mostly the item is there, and a promise that is settled from the start needs no callbacks.
    try {
      const item = this.#execution.pull()
      if (noItem(item) && item === WAIT) return this.#wait(call)
      this.#leave(call)
      return Promise.resolve(toResult(item))
    } catch (error) {
      this.#leave(call)
      return Promise.reject(error)
    }
  }

  #wait(call: Call, before?: Call): Promise<IteratorResult<T, undefined>> {
    return new Promise((resolve, reject) => {
      const execution = this.#execution
      const answer = (): void => {
        try {
          let item = execution.pull()
          while (item === WAIT) {
            if (execution.park(answer)) return
            item = execution.pull()
          }
          resolve(toResult(item))
        } catch (error) {
          reject(error)
        }
        this.#leave(call)
      }
      if (before) before.answerNext = answer
      else if (!execution.park(answer)) answer()
    })
  }

  #leave(call: Call): void {
    const next = call.answerNext
    call.answerNext = undefined
    // Not in this call: thousands may follow, and what waits for this one comes first.
    if (next) queueMicrotask(next)
    else this.#last = undefined
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    await this.#execution.close()
    return toResult<T>(DONE)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return()
  }

  static {
    Object.setPrototypeOf(this.prototype, AsyncIteratorPrototype)
  }
}
