/** How long a run may hold the event loop. */
const HOLD_MILLISECONDS = 4

/** How often the clock is read: often enough to keep the promise above, seldom enough not to be felt. */
const CHECK_MILLISECONDS = 1
/** A callback that was fast may become slow from one item to the next: so many may pass until that is noticed. */
const MOST_ITEMS_BETWEEN_CHECKS = 128

/** When the event loop is known to have turned last. It is one for all runs, as they share the loop. */
let lastTurn = 0

/**
 * Keeps a run that never has to wait from holding the event loop (law 11). Sources spend credit for
 * the items they deliver; only when it is used up is the clock read, and the next credit is twice the
 * last one, or a single item if that one took long.
 */
export class Pace {
  #credit = 1
  #grant = 1
  readonly #begunAt = performance.now()
  #checkedAt = this.#begunAt

  spend(wanted: number): number {
    if (this.#credit === 0 && !this.#renew()) return 0
    const granted = Math.min(wanted, this.#credit)
    this.#credit -= granted
    return granted
  }

  #renew(): boolean {
    const now = performance.now()
    if (now - Math.max(lastTurn, this.#begunAt) >= HOLD_MILLISECONDS) return false
    const wasSlow = now - this.#checkedAt > CHECK_MILLISECONDS
    this.#checkedAt = now
    this.#grant = wasSlow ? 1 : Math.min(this.#grant * 2, MOST_ITEMS_BETWEEN_CHECKS)
    this.#credit = this.#grant
    return true
  }
}

/** Calls back after the event loop has turned: timers that are due and I/O that is ready come first. */
export function afterTurn(callback: () => void): void {
  // setTimeout waits for a millisecond at least, which would be a fifth of the time of a busy run.
  const schedule = typeof setImmediate === 'function' ? setImmediate : setTimeout
  schedule(() => {
    lastTurn = performance.now()
    callback()
  })
}
