import { isPromiseLike } from './check.ts'

export type Cleanup = () => unknown

/**
 * Whether cleanups depend on each other. `last first`: each waits for those that were added after it.
 * `together`: none does, so all are begun at once.
 */
export type CleanupOrder = 'last first' | 'together'

/** What has to be cleaned up when a run is over. */
export class Scope {
  readonly #order: CleanupOrder
  #cleanups: Set<Cleanup> | undefined

  constructor(order: CleanupOrder = 'last first') {
    this.#order = order
  }

  add(cleanup: Cleanup): void {
    this.#cleanups ??= new Set()
    this.#cleanups.add(cleanup)
  }

  delete(cleanup: Cleanup): void {
    this.#cleanups?.delete(cleanup)
  }

  /**
   * Runs every cleanup, the last added first, and unless they are run together each after the one
   * before it is over: what was opened inside something is closed before it. One that fails does not
   * keep the others from running; the first error is thrown at the end.
   * @returns a promise only if a cleanup gave one
   */
  close(): Promise<void> | undefined {
    if (this.#cleanups === undefined) return undefined
    const cleanups = [...this.#cleanups]
    this.#cleanups = undefined
    return this.#order === 'together' ? runTogether(cleanups) : runAll(cleanups, [])
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

function runTogether(cleanups: readonly Cleanup[]): Promise<void> | undefined {
  const errors: unknown[] = []
  const pending: Promise<unknown>[] = []
  for (const cleanup of cleanups.toReversed()) {
    try {
      const closing = runAll([cleanup], [])
      if (closing) pending.push(closing.catch((error: unknown) => errors.push(error)))
    } catch (error) {
      errors.push(error)
    }
  }
  const throwFirst = (): void => {
    if (errors.length > 0) throw errors[0]
  }
  if (pending.length > 0) return Promise.all(pending).then(throwFirst)
  throwFirst()
  return undefined
}
