import { redactUrl } from './redactUrl.ts'

/** What a {@link PageError} is about; the README's table explains each. */
export type PageErrorCode =
  | 'NETWORK'
  | 'HTTP_STATUS'
  | 'NOT_JSON'
  | 'NO_ITEMS'
  | 'BAD_NEXT'
  | 'CROSS_ORIGIN'
  | 'REPEATED_URL'
  | 'TOO_MANY_REDIRECTS'
  | 'TOO_MANY_PAGES'

/** Which page an error is about. */
export interface PagePlace {
  readonly url: string | URL
  readonly number: number
}

/**
 * A page could not be read, or may not be. The items of the pages before it have been delivered.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { byPage, PageError, paginate } from '@rivulet/http'
 *
 * const users = paginate('https://api.example.com/users', {
 *   strategy: byPage(),
 *   fetch: async () => new Response('<h1>Down for maintenance</h1>'), // stands in for the server
 * })
 * try {
 *   await pipe(users, toArray())
 * } catch (error) {
 *   if (!(error instanceof PageError)) throw error
 *   console.log(error.code, error.page) // NOT_JSON 1
 * }
 * ```
 */
export class PageError extends Error {
  override readonly name: string = 'PageError'
  readonly code: PageErrorCode
  /** The page's URL, without user name, password, fragment and the values of secret-looking parameters. */
  readonly url: string
  /** The page's place in the run: 1 for the first request. */
  readonly page: number

  constructor(code: PageErrorCode, place: PagePlace, message: string, options?: ErrorOptions) {
    const url = redactUrl(place.url)
    super(`page ${place.number}, ${url}: ${message}`, options)
    this.code = code
    this.url = url
    this.page = place.number
  }
}
