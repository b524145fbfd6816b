import { DONE, WAIT, type Pull } from '../kernel/pull.ts'

/**
 * The upper end of an operator that works on several items at once. It takes items while there is room,
 * until the source ends or fails or it is stopped. An error of the source is kept for after what was
 * taken before it.
 *
 * A class, because with functions that close over the same state `mapAsync` takes about a tenth longer.
 * `shuffle` and `prefetch` do so little for an item that by this loop they take up to a quarter longer:
 * they have loops of their own.
 */
export class Intake<A> {
  readonly #up: Pull<A>
  readonly #isFull: () => boolean
  readonly #take: (item: A) => void
  #end: { readonly error?: unknown } | undefined

  /** @param take what it throws counts as an error of the source */
  constructor(up: Pull<A>, isFull: () => boolean, take: (item: A) => void) {
    this.#up = up
    this.#isFull = isFull
    this.#take = take
  }

  /** Takes what the source has, while there is room. */
  fill(): void {
    const up = this.#up
    while (this.#end === undefined && !this.#isFull()) {
      try {
        const item = up()
        if (item === WAIT) return
        if (item === DONE) this.#end = {}
        else this.#take(item)
      } catch (error) {
        this.#end = { error }
      }
    }
  }

  /** Takes nothing more. */
  stop(): void {
    this.#end ??= {}
  }

  /** What is to be said when all that was taken is delivered: `WAIT`, or how it has ended. */
  answer(): typeof WAIT | typeof DONE {
    if (this.#end === undefined) return WAIT
    if ('error' in this.#end) throw this.#end.error
    return DONE
  }
}
