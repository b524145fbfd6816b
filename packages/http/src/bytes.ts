import { fromBatches, type Flow } from '@rivulet/core'
import { endedBy, planBody, type BodyOptions } from './bodyOptions.ts'
import { readBytes } from './readBytes.ts'

/**
 * The options of {@link bytes}.
 *
 * @example
 * ```ts
 * import { map, pipe, toArray } from '@rivulet/core'
 * import { bytes, type BytesOptions } from '@rivulet/http'
 *
 * // For addresses that strangers give: nothing inside of the own network is asked.
 * const fromStrangers: BytesOptions = { allowPrivateAddresses: false, crossOrigin: 'without-headers' }
 * const icon = bytes('http://169.254.169.254/favicon.ico', fromStrangers)
 * await pipe(icon, map(String), toArray()).catch(({ code }) => console.log(code)) // PRIVATE_ADDRESS
 * ```
 */
export interface BytesOptions extends BodyOptions {}

/**
 * The body of a response, in chunks as they arrive. Nothing is requested before the first chunk is asked for,
 * leaving the loop closes the connection, and each iteration requests the body anew.
 *
 * When the connection breaks off, the rest is requested with `Range` and `If-Range`, so that nothing comes twice
 * and nothing is lost, with a backoff and at most `retry.retries` times without a new byte. That needs a strong
 * `ETag` from the server, and a body that is not compressed on its way: so `accept-encoding: identity` is sent
 * unless `headers` say otherwise. A server that ignores ranges sends it all again, and what is known is left
 * out. If the content has changed in between, or if the parts do not fit, that is an error.
 * @throws TypeError or RangeError at the call for a bad argument; while iterating {@link BodyError} with the
 *   offset, {@link HttpError} for a status, and `PageError` for what is wrong with a request
 *
 * @example
 * ```ts
 * import { map, pipe, toArray } from '@rivulet/core'
 * import { bytes } from '@rivulet/http'
 *
 * const letters = bytes('https://example.com/letters.txt', {
 *   fetch: async () => new Response('abc'), // stands in for the server
 * })
 * console.log(await pipe(letters, map(String), toArray())) // ['abc']
 * ```
 */
export function bytes(url: string | URL, options: BytesOptions = {}): Flow<Buffer> {
  return bytesOf(planBytes('bytes', url, options, '*/*'), options)
}

/** @throws TypeError or RangeError */
export function planBytes(name: string, url: unknown, options: BodyOptions, accept: string) {
  const plan = planBody(name, url, options, accept)
  const { headers } = plan.requests
  if (headers.has('range') || headers.has('if-range')) {
    throw new RangeError(`${name}: headers must not hold range or if-range, which resuming needs`)
  }
  return plan
}

export function bytesOf(plan: ReturnType<typeof planBytes>, { signal }: BodyOptions): Flow<Buffer> {
  return endedBy(
    fromBatches((run) => readBytes(plan, run.signal)),
    signal,
  )
}
