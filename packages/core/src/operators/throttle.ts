import { checkCount, checkMilliseconds, checkOptions } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { noItem, WAIT } from '../kernel/pull.ts'
import { timer } from '../kernel/timer.ts'

/**
 * The options of {@link throttle}.
 *
 * @example
 * ```ts
 * import { pipe, throttle, toArray, type ThrottleOptions } from '@rivulet/core'
 *
 * // What each part of an API allows, as its documentation says.
 * const quotas: Record<'read' | 'search', ThrottleOptions> = {
 *   read: { limit: 5000, intervalMs: 3_600_000 },
 *   search: { limit: 30, intervalMs: 60_000 },
 * }
 * console.log(await pipe(['fig', 'kiwi'], throttle(quotas.search), toArray())) // ['fig', 'kiwi']
 * ```
 */
export interface ThrottleOptions {
  /** How many items may be delivered in any interval: a whole number of at least 1. */
  readonly limit: number
  /** The length of the interval in milliseconds: at least 1. */
  readonly intervalMs: number
}

/**
 * Delivers at most `limit` items in any interval of `intervalMs` milliseconds, wherever it begins. An item
 * that comes too early is delayed, and nothing is dropped; the source is not asked for another one
 * meanwhile. It remembers when each of the last `limit` items was delivered, which is known as a sliding
 * window log.
 * @throws TypeError or RangeError for a bad option
 *
 * @example
 * ```ts
 * import { mapAsync, pipe, throttle, toArray } from '@rivulet/core'
 *
 * const ask = async (id: number) => `user ${id}`
 * const users = await pipe([1, 2], throttle({ limit: 10, intervalMs: 1000 }), mapAsync(ask), toArray())
 * console.log(users) // ['user 1', 'user 2']
 * ```
 */
export function throttle<A>(options: ThrottleOptions): Operator<A, Many<A>, 'async'> {
  checkOptions('throttle', options)
  const { limit, intervalMs } = options
  checkCount('throttle', 'limit', limit, 1, 'finite')
  checkMilliseconds('throttle', 'intervalMs', intervalMs, 1)
  return operator<A, A, 'async'>(
    (up, run) => {
      const deliveredAt: number[] = [] // a ring: the place of the oldest is the one of the next
      let place = 0
      let held: A | typeof WAIT = WAIT
      const delay = timer(run)
      return () => {
        if (delay.isRunning) return WAIT
        if (held === WAIT) {
          const item = up()
          if (noItem(item)) return item
          held = item
        }
        const now = performance.now()
        const left = (deliveredAt[place] ?? -Infinity) + intervalMs - now
        if (left > 0) {
          // Node's timers may go off a fraction of a millisecond early: the clock is asked again then.
          delay.start(Math.ceil(left))
          return WAIT
        }
        deliveredAt[place] = now
        place = (place + 1) % limit
        const item = held
        held = WAIT
        return item
      }
    },
    { kind: 'async' },
  )
}
