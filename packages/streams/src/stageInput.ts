import { DONE, WAIT, type Pull, type Run } from '@rivulet/core'

/** How a stream is written to. */
interface Entrance {
  /** Writes one item, and calls back when the stream has taken it. */
  write(item: unknown, onWritten: () => void): void
  /** Tells the stream that nothing more is written. */
  end(): void
}

/**
 * What lies before a stream that is a stage, and is written to it one item at a time. A stream whose
 * input has failed is not ended: it would take what is there for the whole, and give a result of it.
 */
export class StageInput {
  readonly #up: Pull<unknown>
  readonly #run: Run
  readonly #entrance: Entrance
  #state: 'open' | 'ended' | 'failed' = 'open'
  #error: unknown
  #unwritten = 0

  constructor(up: Pull<unknown>, run: Run, entrance: Entrance) {
    this.#up = up
    this.#run = run
    this.#entrance = entrance
  }

  get state(): 'open' | 'ended' | 'failed' {
    return this.#state
  }

  /** Whether the stream has taken all that was written to it. */
  get isWritten(): boolean {
    return this.#unwritten === 0
  }

  /** What the input has failed with, once the stream has taken what came before. */
  get failure(): { readonly error: unknown } | undefined {
    return this.#state === 'failed' && this.isWritten ? { error: this.#error } : undefined
  }

  /**
   * Writes the next item, if it is there, or the end.
   * @returns whether the stream may have more output for it at once
   */
  feed(): boolean {
    try {
      const item = this.#up()
      if (item === WAIT) return false
      if (item === DONE) {
        this.#state = 'ended'
        this.#entrance.end()
      } else {
        this.#entrance.write(item, this.#onWritten)
        this.#unwritten++
      }
    } catch (error) {
      // Of what lies before, or of the stream, which refuses an item such as `null`: what was written comes first.
      this.#state = 'failed'
      this.#error = error
    }
    return true
  }

  readonly #onWritten = (): void => {
    this.#unwritten--
    if (this.isWritten && this.#state !== 'open') this.#run.wake()
  }
}
