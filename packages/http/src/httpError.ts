import { quoteStart } from './quoteStart.ts'
import { PageError, type PagePlace } from './pageError.ts'
import { parseRetryAfter } from './parseRetryAfter.ts'

/**
 * A page was answered with a status that is not 2xx, nor a redirect that can be followed. Its `code` is
 * `'HTTP_STATUS'`.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { byPage, HttpError, paginate } from '@rivulet/http'
 *
 * const users = paginate('https://api.example.com/users', {
 *   strategy: byPage(),
 *   fetch: async () => new Response('no such collection', { status: 404 }), // stands in for the server
 * })
 * try {
 *   await pipe(users, toArray())
 * } catch (error) {
 *   if (!(error instanceof HttpError)) throw error
 *   console.log(error.status, error.body) // 404 no such collection
 * }
 * ```
 */
export class HttpError extends PageError {
  override readonly name: string = 'HttpError'
  readonly status: number
  /** The first 2,048 bytes of the body, or what came of them within a second. */
  readonly body: string
  /** What a `Retry-After` header asked to wait, in milliseconds; `undefined` without one that makes sense. */
  readonly retryAfterMs: number | undefined

  constructor(
    place: PagePlace,
    { status, statusText, headers }: Pick<Response, 'status' | 'statusText' | 'headers'>,
    body: string,
    options?: ErrorOptions,
  ) {
    const reason = statusText === '' ? '' : ` ${statusText}`
    super('HTTP_STATUS', place, `answered ${status}${reason}, ${quoteStart(body)}`, options)
    this.status = status
    this.body = body
    this.retryAfterMs = parseRetryAfter(headers.get('retry-after'), Date.now())
  }
}
