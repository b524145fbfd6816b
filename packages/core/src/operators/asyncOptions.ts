import { checkCount, checkOptions, checkSignal, show } from '../kernel/check.ts'
import type { Run } from '../kernel/run.ts'

/** The options of the operators whose callback is asynchronous. */
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

/** What an asynchronous callback is given beside the item. */
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
