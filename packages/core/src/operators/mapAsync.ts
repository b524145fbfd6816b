import { checkCount, checkFunction, checkOptions, checkSignal, show } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { concurrently } from './concurrently.ts'

/** The options of the operators whose callback is asynchronous. */
export interface AsyncOptions {
  /**
   * How many callbacks may be under way at once: a whole number of at least 1, or `Infinity`. As many
   * items are taken from the source ahead of the one delivered.
   * @default 1
   */
  readonly concurrency?: number
  /**
   * Whether results keep the order of the items. With `false` each is delivered as soon as it is there.
   * @default true
   */
  readonly ordered?: boolean
  /** Ends the pipeline with the signal's reason, also while callbacks are under way. */
  readonly signal?: AbortSignal | undefined
}

/** What a callback of an asynchronous operator is given beside the item. */
export interface AsyncContext {
  /** Aborted when the run is over: pass it on, so that a `break` also ends the request under way. */
  readonly signal: AbortSignal
}

/**
 * Delivers what the promises of the callback resolve to, with up to `concurrency` of them under way.
 * The results before an error are delivered first; callbacks that are still under way then are
 * abandoned, and what they reject with is ignored.
 * @throws TypeError or RangeError for a bad argument
 *
 * @example
 * ```ts
 * import { mapAsync, pipe, toArray } from '@rivulet/core'
 *
 * const sizes = await pipe(
 *   ['a', 'bb'],
 *   mapAsync(async (text) => text.length, { concurrency: 2 }),
 *   toArray(),
 * )
 * console.log(sizes) // [1, 2]
 * ```
 */
export function mapAsync<A, B>(
  callback: (item: A, index: number, context: AsyncContext) => PromiseLike<B> | B,
  options: AsyncOptions = {},
): Operator<A, Many<B>, 'async'> {
  checkFunction('mapAsync', 'callback', callback)
  const checked = checkAsyncOptions('mapAsync', options)
  return operator(
    (up, run) => {
      let index = 0
      const context: AsyncContext = {
        get signal() {
          return run.signal
        },
      }
      return concurrently(up, run, checked, (item) => callback(item, index++, context))
    },
    { kind: 'async' },
  )
}

/** Checks the options and fills in the defaults. */
function checkAsyncOptions(name: string, options: AsyncOptions): Required<AsyncOptions> {
  checkOptions(name, options)
  const { concurrency = 1, ordered = true, signal } = options
  checkCount(name, 'concurrency', concurrency, 1, 'infinite')
  if (typeof ordered !== 'boolean') {
    throw new TypeError(`${name}: ordered must be a boolean, got ${show(ordered)}`)
  }
  checkSignal(name, signal)
  return { concurrency, ordered, signal }
}
