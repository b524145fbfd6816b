import type { BodyErrorCode } from './bodyError.ts'
import type { PageState } from './pageState.ts'
import { redactUrl } from './redactUrl.ts'

/**
 * What a {@link PageError} is about; the README's table explains each.
 *
 * @example
 * ```ts
 * import type { PageErrorCode } from '@rivulet/http'
 *
 * // Which failures a later run may get over, and which want somebody to look.
 * const PASSING: readonly PageErrorCode[] = ['NETWORK', 'TIMEOUT', 'BROKE_OFF']
 * const isPassing = (code: PageErrorCode): boolean => PASSING.includes(code)
 *
 * console.log(isPassing('TIMEOUT'), isPassing('NOT_JSON')) // true false
 * ```
 */
export type PageErrorCode =
  | 'NETWORK'
  | 'TIMEOUT'
  | 'HTTP_STATUS'
  | 'BODY_TOO_LARGE'
  | 'NOT_JSON'
  | 'NO_ITEMS'
  | 'GRAPHQL'
  | 'BAD_NEXT'
  | 'CROSS_ORIGIN'
  | 'INSECURE'
  | 'PRIVATE_ADDRESS'
  | 'REPEATED_PAGE'
  | 'TOO_MANY_REDIRECTS'
  | 'TOO_MANY_PAGES'
  | 'INVALID_ITEM'
  | BodyErrorCode

/**
 * Which page an error is about.
 *
 * @example
 * ```ts
 * import { PageError, type PagePlace } from '@rivulet/http'
 *
 * // The error that a server of your own throws in a test. Its message has no secrets in it.
 * const third: PagePlace = { url: 'https://api.example.com/users?page=3&token=s3cret', number: 3 }
 * const { message } = new PageError('TIMEOUT', third, 'took too long')
 * console.log(message)
 * // page 3, https://api.example.com/users?page=3&token=***: took too long
 * ```
 */
export interface PagePlace {
  readonly url: string | URL
  /** None for a body that is no page. */
  readonly number?: number | undefined
  readonly state?: PageState | undefined
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
  /** The page's place in the pagination: 1 for the first request. `undefined` for a body that is no page. */
  readonly page: number | undefined
  readonly #state: PageState | undefined

  constructor(code: PageErrorCode, place: PagePlace, message: string, options?: ErrorOptions) {
    const url = redactUrl(place.url)
    super(
      `${place.number === undefined ? '' : `page ${place.number}, `}${url}: ${message}`,
      options,
    )
    this.code = code
    this.url = url
    this.page = place.number
    this.#state = place.state
  }

  /**
   * What to give to `resumeFrom` to go on with this page. A getter, so that a logged error does not show the
   * secrets that a URL may hold.
   */
  get state(): PageState | undefined {
    return this.#state
  }
}
