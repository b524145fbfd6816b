import { checkCount, checkOptions, checkSignal, show } from '../kernel/check.ts'
import type { Run } from '../kernel/run.ts'

/**
 * The options of the operators whose callback is asynchronous.
 *
 * @example
 * ```ts
 * import { filterAsync, mapAsync, pipe, toArray, type AsyncOptions } from '@rivulet/core'
 *
 * // What the server can bear, said once for all stages that ask it.
 * const polite: AsyncOptions = { concurrency: 4, signal: AbortSignal.timeout(10_000) }
 * const names = await pipe(
 *   [1, 2, 3],
 *   filterAsync(async (id) => id !== 2, polite),
 *   mapAsync(async (id) => `user ${id}`, polite),
 *   toArray(),
 * )
 * console.log(names) // ['user 1', 'user 3']
 * ```
 */
export interface AsyncOptions {
  /**
   * How many callbacks may be under way at once: a whole number of at least 1, or `Infinity`. As many
   * items are taken from the source ahead of the one delivered.
   * @default 1
   */
  readonly concurrency?: number
  /**
   * Whether results keep the order of the items. With `false` each is delivered as soon as it is there,
   * and a slow one does not hold back those after it.
   * @default true, and false for `forEachAsync`, which delivers nothing
   */
  readonly ordered?: boolean
  /** Ends the pipeline with the signal's reason, also while callbacks are under way. */
  readonly signal?: AbortSignal | undefined
}

/**
 * What an asynchronous callback is given beside the item.
 *
 * @example
 * ```ts
 * import { mapAsync, pipe, toArray, type AsyncContext } from '@rivulet/core'
 *
 * // A callback that stands by itself. A `break` ends the request that is under way.
 * async function load(path: string, _index: number, { signal }: AsyncContext): Promise<string> {
 *   const response = await fetch(`data:,${path}`, { signal })
 *   return response.text()
 * }
 *
 * console.log(await pipe(['a', 'b'], mapAsync(load), toArray())) // ['a', 'b']
 * ```
 */
export interface AsyncContext {
  /** Aborted when the run is over: pass it on, so that a `break` also ends the request under way. */
  readonly signal: AbortSignal
}

/** The context for the callbacks of a run. The signal is made only if somebody asks for it. */
export function asyncContext(run: Run): AsyncContext {
  return {
    get signal() {
      return run.signal
    },
  }
}

/** Checks the options and fills in the defaults. */
export function checkAsyncOptions(
  name: string,
  options: AsyncOptions,
  orderedByDefault = true,
): Required<AsyncOptions> {
  checkOptions(name, options)
  const { concurrency = 1, ordered = orderedByDefault, signal } = options
  checkCount(name, 'concurrency', concurrency, 1, 'infinite')
  if (typeof ordered !== 'boolean') {
    throw new TypeError(`${name}: ordered must be a boolean, got ${show(ordered)}`)
  }
  checkSignal(name, signal)
  return { concurrency, ordered, signal }
}
