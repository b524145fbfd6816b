import { finished, type Writable } from 'node:stream'
import { forgottenError } from './guard.ts'
import { prematureClose } from './streamErrors.ts'
import { emitsClose, isForgetful, isUnfinished } from './streamState.ts'

/** Waits for the end of a Writable, whoever brings it about, and knows how it ended. */
export class WritableEnd {
  readonly #writable: Writable
  readonly #onEnd: () => void
  readonly #stopListening: () => void
  #outcome: { readonly error?: unknown } | undefined
  #isNoticed = false

  constructor(writable: Writable, onEnd: () => void) {
    this.#writable = writable
    this.#onEnd = onEnd
    this.#stopListening = finished(writable, { readable: false }, (error) => {
      // It takes for finished what was destroyed after `end()`, and a response that was destroyed at any time.
      this.#settle(error ?? (isUnfinished(writable) ? (writable.errored ?? cutOff()) : undefined))
    })
    if (isForgetful(writable) && writable.destroyed) {
      this.#outcome = forgottenError(writable) ?? { error: cutOff() }
    }
  }

  /** What it has ended with, if it has; an error, or none if it has finished and closed. */
  get outcome(): { readonly error?: unknown } | undefined {
    return this.#outcome
  }

  #settle(error: unknown): void {
    this.#outcome ??= error ? { error } : {}
    this.#onEnd()
  }

  /**
   * To be called before it is waited for. A stream that emits no `close` tells its destruction only if
   * it has an error, and that in a tick.
   */
  noticeDestruction(): void {
    if (this.#isNoticed || !this.#writable.destroyed || emitsClose(this.#writable)) return
    this.#isNoticed = true
    setImmediate(() => this.#settle(this.#writable.errored ?? cutOff()))
  }

  stopListening(): void {
    this.#stopListening()
  }
}

/** The error of a stream that was closed by somebody else. */
export function cutOff(): Error {
  return prematureClose('writeTo: the stream was closed before everything was written')
}
