import { CURSOR, type Cursor } from './cursor.ts'
import { begin, DESCRIPTION, type Described, type Description } from './description.ts'
import { Execution } from './execution.ts'
import { toCursor } from './openCursor.ts'
import { DONE, WAIT } from './pull.ts'
import { Queue } from './queue.ts'
import type { Origin } from './run.ts'
import type { CursorSource } from './source.ts'
import type { Step } from './step.ts'

const AsyncIteratorPrototype: object = Object.getPrototypeOf(
  Object.getPrototypeOf(async function* () {}.prototype),
)

/**
 * An asynchronous pipeline: an `AsyncIterable` that runs anew each time it is iterated, and a source
 * of cursors.
 */
export class Flow<out T> implements AsyncIterable<T>, CursorSource<T>, Described {
  /** @internal */
  readonly [DESCRIPTION]: Description

  /** @internal Made by `pipe` and by the sources. */
  constructor(origin: Origin<T>, steps: readonly Step[] = []) {
    this[DESCRIPTION] = { origin, steps }
  }

  [Symbol.asyncIterator](): AsyncIteratorObject<T, undefined> {
    return new FlowIterator(this[DESCRIPTION]) as unknown as AsyncIteratorObject<T, undefined>
  }

  /** Opens a run to be pulled by hand. */
  [CURSOR](): Cursor<T> {
    return toCursor((run) => begin<T>(this[DESCRIPTION], run))
  }

  get [Symbol.toStringTag](): string {
    return 'Flow'
  }
}

interface Request<T> {
  resolve(result: IteratorResult<T, undefined>): void
  reject(error: unknown): void
}

/** Answers calls of `next()` in their order, also when they come faster than the items. */
class FlowIterator<T> {
  readonly #execution: Execution<T>
  readonly #requests = new Queue<Request<T>>()

  constructor(description: Description) {
    this.#execution = new Execution((run) => begin<T>(description, run), 'async')
  }

  next(): Promise<IteratorResult<T, undefined>> {
    return new Promise((resolve, reject) => {
      this.#requests.push({ resolve, reject })
      if (this.#requests.length === 1) this.#serve()
    })
  }

  readonly #serve = (): void => {
    for (
      let request = this.#requests.peek();
      request !== undefined;
      request = this.#requests.peek()
    ) {
      try {
        const answer = this.#execution.pull()
        if (answer === WAIT) {
          if (this.#execution.park(this.#serve)) return
          continue
        }
        request.resolve(
          answer === DONE ? { value: undefined, done: true } : { value: answer, done: false },
        )
      } catch (error) {
        request.reject(error)
      }
      this.#requests.shift()
    }
  }

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
