import { isPromiseLike } from './check.ts'
import type { Kind } from './source.ts'

export type Cleanup = () => unknown

/** What has to be cleaned up when a run is over. */
export class Scope {
  readonly #cleanups = new Set<Cleanup>()
  #closing: Cleanup[] = []
  #isClosed = false

  /** One that comes after the last has run runs at once. */
  add(cleanup: Cleanup): void {
    if (this.#isClosed) void cleanup()
    else this.#cleanups.add(cleanup)
  }

  delete(cleanup: Cleanup): void {
    this.#cleanups.delete(cleanup)
  }

  /**
   * Runs every cleanup, the last added first, each after the one before it is over: what was opened
   * inside something is closed before it. One that fails does not keep the others from running, and one
   * may add another; the first error is thrown at the end. In an asynchronous run a promise rejects with
   * it, so that it is the same to everybody who closes that run, also after somebody else has.
   * @returns a promise only if there is one to wait for, which there may not be in a synchronous run
   */
  close(kind: Kind, errors: unknown[] = []): Promise<void> | undefined {
    for (let cleanup = this.takeLast(); cleanup !== undefined; cleanup = this.takeLast()) {
      try {
        const pending = cleanup()
        if (!isPromiseLike(pending)) continue
        const settled = Promise.resolve(pending).catch((error: unknown) => errors.push(error))
        if (kind === 'async') return settled.then(() => this.close(kind, errors))
        throw new TypeError('a cleanup gave a promise, and a synchronous run cannot wait')
      } catch (error) {
        errors.push(error)
      }
    }
    this.#isClosed = true
    if (errors.length === 0) return undefined
    if (kind === 'async') return Promise.reject(errors[0])
    throw errors[0]
  }

  protected takeLast(): Cleanup | undefined {
    if (this.#closing.length === 0) {
      this.#closing = [...this.#cleanups]
      this.#cleanups.clear()
    }
    return this.#closing.pop()
  }
}
