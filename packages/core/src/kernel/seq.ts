import { begin, DESCRIPTION, type Described, type Description } from './description.ts'
import { Execution } from './execution.ts'
import { DONE } from './pull.ts'
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
    if (this.#running) throw new TypeError('next() was called by a callback of the same iteration')
    this.#running = true
    try {
      const item = this.#execution.pull()
      return item === DONE ? { value: undefined, done: true } : { value: item as T, done: false }
    } finally {
      this.#running = false
    }
  }

  return(): IteratorResult<T, undefined> {
    if (this.#running)
      throw new TypeError('return() was called by a callback of the same iteration')
    void this.#execution.close()
    return { value: undefined, done: true }
  }

  [Symbol.dispose](): void {
    this.return()
  }

  static {
    Object.setPrototypeOf(this.prototype, IteratorPrototype)
  }
}
