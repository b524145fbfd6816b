import { setTimeout as sleep } from 'node:timers/promises'
import { checkCount, checkMilliseconds, checkOptions } from './check.ts'
import type { RateLimitOptions } from './requestOptions.ts'

/**
 * Waits until one more request keeps to the limit, and counts it. The window slides: there is no interval,
 * wherever it begins, with more than `limit` requests.
 *
 * p-throttle would do the same, but it binds a limit to one signal, and here runs with a signal each
 * share it. What is left of it without that is the line that reserves a time.
 * @throws TypeError or RangeError for bad options
 */
export function rateLimit(
  name: string,
  options: RateLimitOptions | undefined,
): (signal: AbortSignal) => Promise<void> {
  if (options === undefined) return async () => {}
  checkOptions(`${name}: rateLimit`, options)
  const { limit, intervalMs } = options
  checkCount(name, 'rateLimit.limit', limit, 1, 'finite')
  checkMilliseconds(name, 'rateLimit.intervalMs', intervalMs, 1)
  /** When the last `limit` requests were or will be sent, the oldest first. */
  const times: number[] = []
  return async (signal) => {
    const now = performance.now()
    const oldest = times.length < limit ? Number.NEGATIVE_INFINITY : Number(times.shift())
    const time = Math.max(now, oldest + intervalMs)
    times.push(time)
    // Timers may go off up to a millisecond early.
    for (let left = time - now; left > 0; left = time - performance.now()) {
      await sleep(Math.ceil(left), undefined, { signal }).catch(() => {})
      signal.throwIfAborted()
    }
  }
}
