import { setTimeout as sleep } from 'node:timers/promises'
import { checkMilliseconds, checkOptions, checkWhole } from './check.ts'
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
  checkWhole(name, 'rateLimit.limit', limit, 1)
  checkMilliseconds(name, 'rateLimit.intervalMs', intervalMs, 1)
  /** The last `limit` requests, the oldest first. A time in the future is one that is reserved. */
  const requests: { time: number }[] = []
  return async (signal) => {
    const before = requests.length < limit ? undefined : requests.shift()
    const earliest = (): number => (before?.time ?? Number.NEGATIVE_INFINITY) + intervalMs
    const request = { time: Math.max(performance.now(), earliest()) }
    requests.push(request)
    // Timers may go off up to a millisecond early, and the request before may have been late itself.
    for (let left = earliest() - performance.now(); left > 0;) {
      await sleep(Math.ceil(left), undefined, { signal }).catch(() => {})
      signal.throwIfAborted()
      left = earliest() - performance.now()
    }
    request.time = performance.now()
  }
}
