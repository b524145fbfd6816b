import { AlreadyConsumedError } from '../kernel/alreadyConsumedError.ts'
import {
  checkCount,
  checkFunction,
  checkMilliseconds,
  checkOptions,
  checkSignal,
  isPromiseLike,
  refuseString,
} from '../kernel/check.ts'
import { Flow } from '../kernel/flow.ts'
import { checkSource } from '../kernel/open.ts'
import { promised } from '../kernel/promised.ts'
import { noItem, WAIT, type Pull } from '../kernel/pull.ts'
import type { Item, Source } from '../kernel/source.ts'
import { timer } from '../kernel/timer.ts'
import { watchAbort } from '../kernel/watchAbort.ts'
import { asyncContext, type AsyncContext } from '../operators/asyncOptions.ts'

/**
 * The options of {@link retry}.
 *
 * @example
 * ```ts
 * import { pipe, retry, toArray, type RetryOptions } from '@rivulet/core'
 *
 * interface Message { id: number }
 *
 * // How every feed of a program goes on: after the last message, and not when it is forbidden.
 * const patient: RetryOptions<Message, number> = {
 *   from: ({ id }) => id,
 *   attempts: 10,
 *   retryIf: (error) => !String(error).includes('403'),
 * }
 * const feed = retry(async (after: number = 0) => [{ id: after + 1 }], patient)
 * console.log(await pipe(feed, toArray())) // [{ id: 1 }]
 * ```
 */
export interface RetryOptions<T, P> {
  /** The position after an item: where a new attempt has to begin so that nothing comes twice and nothing is lost. */
  readonly from: (item: T, index: number) => P
  /**
   * How many attempts may fail in a row: a whole number of at least 1, or `Infinity`. An item starts the
   * count anew.
   * @default 5
   */
  readonly attempts?: number
  /**
   * How many milliseconds to wait after so many failures in a row, from 1.
   * @default a random time up to `100 * 2 ** (failures - 1)`, and up to 30 seconds
   */
  readonly backoff?: (failures: number) => number
  /**
   * Whether an error is worth another attempt. Two never are, and are not asked about: an
   * `AlreadyConsumedError`, and the `TypeError` for an `open` that gives no source.
   * @default every error is
   */
  readonly retryIf?: (error: unknown, failures: number) => boolean
  /** Ends the source with the signal's reason, also while it waits for the next attempt. */
  readonly signal?: AbortSignal | undefined
}

/**
 * A source that goes on where it broke. After an error it is opened again at the position after the last
 * item that it gave. When `attempts` have failed in a row, or `retryIf` says so, the last error is thrown as it
 * is. An attempt that failed is closed before the next begins. An error of `backoff` or `retryIf` ends it
 * with an `AggregateError` of the two: first that of the source, then that of the callback.
 *
 * The waits are by default exponential with full jitter, after Marc Brooker, "Exponential Backoff And
 * Jitter", AWS Architecture Blog, 2015. The end of the run ends a wait at once.
 * @param open gives a source that begins at a position, or the promise of one. At first the position
 *   is `undefined`. A throw or a rejection is a failure like one of the source.
 * @throws TypeError or RangeError for a bad argument
 *
 * @example
 * ```ts
 * import { pipe, retry, toArray } from '@rivulet/core'
 *
 * let broken = true
 * async function* numbersAfter(last = 0) {
 *   for (let n = last + 1; n <= 4; n++) {
 *     if (n === 3 && broken) {
 *       broken = false
 *       throw new Error('connection lost')
 *     }
 *     yield n
 *   }
 * }
 * const numbers = retry(numbersAfter, { from: (n) => n, backoff: () => 1 })
 * console.log(await pipe(numbers, toArray())) // [1, 2, 3, 4]
 * ```
 */
export function retry<S extends Source, P>(
  open: (position: P | undefined, context: AsyncContext) => S | PromiseLike<S>,
  options: RetryOptions<Item<S>, P>,
): Flow<Item<S>> {
  checkFunction('retry', 'open', open)
  checkOptions('retry', options)
  const { from, attempts = 5, backoff = fullJitter, retryIf = () => true, signal } = options
  checkFunction('retry', 'from', from)
  checkCount('retry', 'attempts', attempts, 1, 'infinite')
  checkFunction('retry', 'backoff', backoff)
  checkFunction('retry', 'retryIf', retryIf)
  checkSignal('retry', signal)
  return new Flow((run) => {
    const throwIfAborted = watchAbort(signal, run)
    const context = asyncContext(run)
    const wait = timer(run)
    let pull: Pull<Item<S>> | undefined
    let position: P | undefined
    let index = 0
    let failures = 0
    let isRefused = false

    type Inner = Source<Item<S>>
    const checked = (source: Inner): Inner => {
      isRefused = true // unless it passes
      checkSource('retry', WHAT_OPEN_GIVES, source)
      refuseString('retry', `${WHAT_OPEN_GIVES} must not be a string`, source)
      isRefused = false
      return source
    }

    const begin = (): Pull<Item<S>> => {
      const source = open(position, context) as Inner | PromiseLike<Inner>
      const sound = isPromiseLike(source) ? Promise.resolve(source).then(checked) : checked(source)
      return run.open(new Flow(promised('retry', sound))).pull
    }

    /** How long to wait for the next attempt, `undefined` if there is none. */
    const delayAfter = (error: unknown): number | undefined => {
      // It would be the same source again, and the same error.
      if (isRefused || error instanceof AlreadyConsumedError) return undefined
      if (failures >= attempts) return undefined
      try {
        if (!retryIf(error, failures)) return undefined
        const milliseconds = backoff(failures)
        checkMilliseconds('retry', 'what backoff returns', milliseconds, 0)
        return milliseconds
      } catch (mistake) {
        throw new AggregateError([error, mistake], UNDECIDED, { cause: mistake })
      }
    }

    return () => {
      throwIfAborted()
      if (wait.isRunning) return WAIT
      let item: ReturnType<Pull<Item<S>>>
      try {
        pull ??= begin()
        item = pull()
      } catch (error) {
        pull = undefined
        failures++
        const milliseconds = delayAfter(error)
        if (milliseconds === undefined) throw error
        wait.start(milliseconds)
        return WAIT
      }
      if (noItem(item)) return item
      position = from(item, index++)
      failures = 0
      return item
    }
  })
}

const WHAT_OPEN_GIVES = 'what open gives'
const UNDECIDED =
  'retry: the source failed, and then whether or when to try again could not be decided'

const BASE_MILLISECONDS = 100
const MOST_MILLISECONDS = 30_000

function fullJitter(failures: number): number {
  return Math.random() * Math.min(MOST_MILLISECONDS, BASE_MILLISECONDS * 2 ** (failures - 1))
}
