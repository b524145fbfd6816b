import { isPromiseLike } from './check.ts'
import type { Kind } from './source.ts'

export type Cleanup = () => unknown

/**
 * Whether cleanups depend on each other. `last first`: each waits for those that were added after it.
 * `together`: none does, so all are begun at once.
 */
export type CleanupOrder = 'last first' | 'together'

/** What has to be cleaned up when a run is over. */
export class Scope {
  readonly #order: CleanupOrder
  readonly #cleanups = new Set<Cleanup>()
  #closing: Cleanup[] = []

  constructor(order: CleanupOrder = 'last first') {
    this.#order = order
  }

  add(cleanup: Cleanup): void {
    this.#cleanups.add(cleanup)
  }

  delete(cleanup: Cleanup): void {
    this.#cleanups.delete(cleanup)
  }

  /**
   * Runs every cleanup, the last added first, and unless they are run together each after the one before
   * it is over: what was opened inside something is closed before it. One that fails does not keep the
   * others from running, and one may add another; the first error is thrown at the end.
   * @returns a promise only if a cleanup gave one, which it may not in a synchronous run
   */
  close(kind: Kind = 'async', errors: unknown[] = []): Promise<void> | undefined {
    const together: Promise<void>[] = []
    for (let cleanup = this.#takeLast(); cleanup !== undefined; cleanup = this.#takeLast()) {
      const pending = runOne(cleanup, kind, errors)
      if (pending === undefined) continue
      if (this.#order === 'last first') return pending.then(() => this.close(kind, errors))
      together.push(pending)
    }
    if (together.length > 0) return Promise.all(together).then(() => throwFirst(errors))
    throwFirst(errors)
    return undefined
  }

  #takeLast(): Cleanup | undefined {
    if (this.#closing.length === 0) {
      this.#closing = [...this.#cleanups]
      this.#cleanups.clear()
    }
    return this.#closing.pop()
  }
}

/** @returns a promise that resolves, also if the cleanup fails */
function runOne(cleanup: Cleanup, kind: Kind, errors: unknown[]): Promise<void> | undefined {
  try {
    const pending = cleanup()
    if (!isPromiseLike(pending)) return undefined
    const settled = Promise.resolve(pending).then(
      () => {},
      (error: unknown) => void errors.push(error),
    )
    if (kind === 'async') return settled
    errors.push(new TypeError('a cleanup gave a promise, for which a synchronous run cannot wait'))
  } catch (error) {
    errors.push(error)
  }
  return undefined
}

function throwFirst(errors: readonly unknown[]): void {
  if (errors.length > 0) throw errors[0]
}
