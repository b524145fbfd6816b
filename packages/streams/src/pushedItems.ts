import { DONE, fromPull, WAIT, type Flow, type Run } from '@rivulet/core'

interface Pushed<T> {
  readonly item: T
  taken(): void
  refused(error: unknown): void
}

/**
 * A source that is fed from outside, one item at a time: whoever pushes one waits until it has been
 * taken. So the backpressure of the pipeline behind it is that of whatever feeds it.
 *
 * `WrittenItems` is the same for a Node stream, and no part of it: there a write calls back, pulls before it
 * returns, and is refused by destroying the stream and ending what is piped into it. Here it is a promise,
 * and an error waits behind the item that was pushed before it. All that they share is the place of one
 * item.
 */
export class PushedItems<T> {
  readonly source: Flow<T>
  #pushed: Pushed<T> | undefined
  #end: { readonly error?: unknown } | undefined
  #run: Run | undefined

  constructor() {
    this.source = fromPull<T>((run) => {
      this.#run = run
      return () => {
        if (this.#pushed === undefined) {
          if (this.#end === undefined) return WAIT
          if ('error' in this.#end) throw this.#end.error
          return DONE
        }
        if (run.spend(1) === 0) return WAIT
        const { item, taken } = this.#pushed
        this.#pushed = undefined
        taken()
        return item
      }
    })
  }

  /** Resolves when the item has been taken. No other may be pushed before. */
  push(item: T): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pushed = { item, taken: resolve, refused: reject }
      this.#run?.wake()
    })
  }

  /** Lets whoever waits for an item to be taken go on. The item stays where it is. */
  release(): void {
    this.#pushed?.taken()
  }

  /** Nobody will take the item that waits. */
  refuse(error: unknown): void {
    this.#pushed?.refused(error)
    this.#pushed = undefined
  }

  /** Nothing comes after the item that was pushed last. */
  end(): void {
    this.#end ??= {}
    this.#run?.wake()
  }

  /** The same, but the end is an error. */
  fail(error: unknown): void {
    this.#end ??= { error }
    this.#run?.wake()
  }
}
