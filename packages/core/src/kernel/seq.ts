import { begin, Described } from './description.ts'
import { Execution } from './execution.ts'
import { toResult } from './iterator.ts'
import { DONE } from './pull.ts'

const IteratorPrototype: object = Object.getPrototypeOf(
  Object.getPrototypeOf([][Symbol.iterator]()),
)

/**
 * A synchronous pipeline: an `Iterable` that runs anew each time it is iterated. Its iterators
 * inherit from `Iterator.prototype`, so the language's own helpers and `using` work on them.
 *
 * @example
 * ```ts
 * import { map, pipe, Seq } from '@rivulet/core'
 *
 * const doubled = pipe([1, 2], map((n) => n * 2))
 * console.log(doubled instanceof Seq, [...doubled], Math.max(...doubled)) // true [2, 4] 4
 * ```
 */
export class Seq<out T> extends Described<T> implements Iterable<T> {
  [Symbol.iterator](): IteratorObject<T, undefined> {
    return new SeqIterator<T>(this) as unknown as IteratorObject<T, undefined>
  }

  get [Symbol.toStringTag](): string {
    return 'Seq'
  }
}

class SeqIterator<T> {
  readonly #execution: Execution<T>
  #isRunning = false

  constructor(pipeline: Seq<T>) {
    this.#execution = new Execution((run) => begin<T>(pipeline, run), 'sync')
  }

  next(): IteratorResult<T, undefined> {
    this.#enter('next')
    try {
      return toResult(this.#execution.pull())
    } finally {
      this.#isRunning = false
    }
  }

  return(): IteratorResult<T, undefined> {
    this.#enter('return')
    try {
      void this.#execution.close()
    } finally {
      this.#isRunning = false
    }
    return toResult<T>(DONE)
  }

  #enter(method: string): void {
    if (this.#isRunning) {
      throw new TypeError(`${method}() was called by a callback of the same iteration`)
    }
    this.#isRunning = true
  }

  [Symbol.dispose](): void {
    this.return()
  }

  static {
    Object.setPrototypeOf(this.prototype, IteratorPrototype)
  }
}
