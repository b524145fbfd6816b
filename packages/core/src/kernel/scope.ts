import { isPromiseLike } from './check.ts'

export type Cleanup = () => unknown

/** What has to be cleaned up when a run is over. */
export class Scope {
  #cleanups: Set<Cleanup> | undefined

  add(cleanup: Cleanup): void {
    this.#cleanups ??= new Set()
    this.#cleanups.add(cleanup)
  }

  delete(cleanup: Cleanup): void {
    this.#cleanups?.delete(cleanup)
  }

  /**
   * Runs every cleanup, the last added first, each after the one before it is over: what was opened
   * inside something is closed before it. One that fails does not keep the others from running; the
   * first error is thrown at the end.
   * @returns a promise only if a cleanup gave one
   */
  close(): Promise<void> | undefined {
    if (this.#cleanups === undefined) return undefined
    const cleanups = [...this.#cleanups]
    this.#cleanups = undefined
    return runAll(cleanups, [])
  }
}

function runAll(cleanups: Cleanup[], errors: unknown[]): Promise<void> | undefined {
  for (let cleanup = cleanups.pop(); cleanup !== undefined; cleanup = cleanups.pop()) {
    try {
      const pending = cleanup()
      if (isPromiseLike(pending)) {
        return Promise.resolve(pending)
          .then(undefined, (error: unknown) => errors.push(error))
          .then(() => runAll(cleanups, errors))
      }
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw errors[0]
  return undefined
}
