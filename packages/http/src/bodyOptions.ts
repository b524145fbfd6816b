import { pipe, withSignal, type Flow } from '@rivulet/core'
import { checkMilliseconds, checkOptions, checkUrl } from './check.ts'
import type { RequestOptions } from './requestOptions.ts'
import { planRequests, type RequestPlan } from './requestPlan.ts'

/**
 * The options of every body that is streamed.
 *
 * @example
 * ```ts
 * import { count, pipe } from '@rivulet/core'
 * import { bytes, ndjson, type BodyOptions } from '@rivulet/http'
 *
 * // How bodies of every kind are fetched: a server that says nothing for long is given up.
 * const client: BodyOptions = {
 *   idleTimeoutMs: 5000,
 *   fetch: async () => new Response('{"id":1}\n{"id":2}\n'), // stands in for the server
 * }
 * console.log(await pipe(ndjson('https://example.com/rows', client), count())) // 2
 * console.log(await pipe(bytes('https://example.com/rows', client), count())) // 1
 * ```
 */
export interface BodyOptions extends RequestOptions {
  /**
   * How many milliseconds may pass without a byte: then the connection is given up as if it had broken off. From 1,
   * or `Infinity`. Node's own fetch gives up after 300,000.
   * @default 60_000
   */
  readonly idleTimeoutMs?: number | undefined
}

/** Which body, and how it is asked for: checked and with the defaults filled in. */
export interface BodyPlan {
  readonly url: URL
  readonly requests: RequestPlan
  readonly idleTimeoutMs: number
}

/**
 * @param name the function whose arguments these are
 * @param accept the header of that name, where the caller gives none
 * @throws TypeError or RangeError
 */
export function planBody(
  name: string,
  url: unknown,
  options: BodyOptions,
  accept: string,
  idleTimeoutMs = 60_000,
): BodyPlan {
  const home = checkUrl(name, url)
  checkOptions(name, options)
  const plan = {
    url: home,
    requests: planRequests(name, home, options, { accept }),
    idleTimeoutMs: options.idleTimeoutMs ?? idleTimeoutMs,
  }
  checkMilliseconds(name, 'idleTimeoutMs', plan.idleTimeoutMs, 1, 'infinite')
  return plan
}

export function endedBy<T>(items: Flow<T>, signal: AbortSignal | undefined): Flow<T> {
  return signal === undefined ? items : pipe(items, withSignal(signal))
}
