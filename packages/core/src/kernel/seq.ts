import { begin, DESCRIPTION, type Described, type Description } from './description.ts'
import { Execution } from './execution.ts'
import { noItem, WAIT } from './pull.ts'
import type { Origin } from './run.ts'
import type { Step } from './step.ts'

const IteratorPrototype: object = Object.getPrototypeOf(
  Object.getPrototypeOf([][Symbol.iterator]()),
)

/**
 * A synchronous pipeline: an `Iterable` that runs anew each time it is iterated. Its iterators
 * inherit from `Iterator.prototype`, so the language's own helpers and `using` work on them.
 */
export class Seq<out T> implements Iterable<T>, Described {
  /** @internal */
  readonly [DESCRIPTION]: Description

  /** @internal Made by `pipe` and by the sources. */
  constructor(origin: Origin<T>, steps: readonly Step[] = []) {
    this[DESCRIPTION] = { origin, steps }
  }

  [Symbol.iterator](): IteratorObject<T, undefined> {
    return new SeqIterator(this[DESCRIPTION]) as unknown as IteratorObject<T, undefined>
  }

  get [Symbol.toStringTag](): string {
    return 'Seq'
  }
}

class SeqIterator<T> {
  readonly #execution: Execution<T>
  #running = false

  constructor(description: Description) {
    this.#execution = new Execution((run) => begin<T>(description, run), 'sync')
  }

  next(): IteratorResult<T, undefined> {
    this.#enter('next')
    try {
      const item = this.#execution.pull()
      if (!noItem(item)) return { value: item, done: false }
      if (item === WAIT) this.#execution.refuseToWait()
      return { value: undefined, done: true }
    } finally {
      this.#running = false
    }
  }

  return(): IteratorResult<T, undefined> {
    this.#enter('return')
    try {
      void this.#execution.close()
      return { value: undefined, done: true }
    } finally {
      this.#running = false
    }
  }

  #enter(method: string): void {
    if (this.#running)
      throw new TypeError(`${method}() was called by a callback of the same iteration`)
    this.#running = true
  }

  [Symbol.dispose](): void {
    this.return()
  }

  static {
    Object.setPrototypeOf(this.prototype, IteratorPrototype)
  }
}
