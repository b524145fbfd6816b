import type { PageError } from './pageError.ts'

/**
 * The options of everything that sends requests.
 *
 * @example
 * ```ts
 * import { first, pipe } from '@rivulet/core'
 * import { byPage, ndjson, paginate, type RequestOptions } from '@rivulet/http'
 *
 * // How a program asks one API, for pages and for streamed bodies alike.
 * const client: RequestOptions = {
 *   headers: { authorization: `Bearer ${process.env['API_TOKEN']}` },
 *   retry: { retries: 2 },
 *   fetch: async () => new Response('["Ada"]'), // stands in for the server
 * }
 * const users = paginate('https://api.example.com/users', { ...client, strategy: byPage() })
 * const exported = ndjson('https://api.example.com/export', client)
 * console.log(await pipe(users, first()), await pipe(exported, first())) // Ada ['Ada']
 * ```
 */
export interface RequestOptions {
  /**
   * Sent with every request to the origin of the first URL, and never to another one. Copied at the call.
   * @default { accept: 'application/json' } for pages; `accept` is also added where it is missing
   */
  readonly headers?: RequestInit['headers']
  /**
   * Sends the requests. It is called with `redirect: 'manual'`, which it should heed: what fetch does by
   * itself takes the headers along to other origins. It may wrap `fetch` to log or to cache; what it
   * rejects with becomes the `cause` of a `PageError`, and the request is sent again.
   * @default globalThis.fetch, looked up for each request
   */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined
  /** Ends the iteration with the signal's reason and aborts the request that is under way. */
  readonly signal?: AbortSignal | undefined
  /** When and how often a request that failed is sent again. */
  readonly retry?: RetryOptions | undefined
  /**
   * How many milliseconds one attempt may take: until the end of its body for a page, until the
   * headers for a body that is streamed. From 1, or `Infinity`.
   * @default 60_000
   */
  readonly attemptTimeoutMs?: number | undefined
  /**
   * How many milliseconds one page may take with all its attempts and the waits between them, or a body
   * that is streamed until its headers are there. From 1, or `Infinity`. For a limit on
   * a whole run, give `signal: AbortSignal.timeout(…)`.
   * @default 600_000
   */
  readonly totalTimeoutMs?: number | undefined
  /**
   * What happens when a next page or a redirect leads to another origin than that of the first URL.
   * `'refuse'` makes it an error. `'without-headers'` follows it without any of `headers`, and sends none
   * from there on, also when a stranger leads back to the first origin. Neither goes from
   * https to http, and neither takes a request body to another origin.
   * @default 'refuse'
   */
  readonly crossOrigin?: 'refuse' | 'without-headers' | undefined
  /**
   * Whether a request may go to an address that is not public: loopback, private, link-local (where
   * clouds keep their credentials), and every other range that is reserved. `false` forbids
   * it for every request, which is right for URLs that strangers give. The address that is checked is the one that
   * is connected to, so a name that resolves to something else a moment later gains nothing. Requests
   * that are checked are sent by undici and not by `globalThis.fetch`, and not through a proxy, so they
   * exclude `fetch`.
   * @default true for the origin of the first URL, false for others
   */
  readonly allowPrivateAddresses?: boolean | undefined
  /** How many requests are sent at most, all attempts and redirects counted. Runs of one source share the limit. */
  readonly rateLimit?: RateLimitOptions | undefined
  /** Called before each request. What the hooks throw ends the run. */
  readonly onRequest?: ((event: RequestEvent) => void) | undefined
  /** Called when the headers of an answer are there, whatever its status. */
  readonly onResponse?: ((event: ResponseEvent) => void) | undefined
  /** Called before the wait for another attempt. */
  readonly onRetry?: ((event: RetryEvent) => void) | undefined
}

/**
 * When and how often a request that failed is sent again.
 *
 * @example
 * ```ts
 * import { drain, pipe } from '@rivulet/core'
 * import { bytes, type RetryOptions } from '@rivulet/http'
 *
 * // For work that somebody waits for: soon or not at all.
 * const impatient: RetryOptions = { retries: 1, minDelayMs: 1, statuses: [503] }
 * const page = bytes('https://example.com/', {
 *   retry: impatient,
 *   fetch: async () => new Response(null, { status: 503 }), // stands in for the server
 *   onRequest: ({ attempt }) => console.log('attempt', attempt),
 * })
 * await pipe(page, drain()).catch((error: Error) => console.log(error.name))
 * // attempt 1
 * // attempt 2
 * // HttpError
 * ```
 */
export interface RetryOptions {
  /**
   * How many times at most: a whole number of at least 0.
   * @default 4
   */
  readonly retries?: number | undefined
  /**
   * The wait before the first retry, in milliseconds. It doubles with each, and a random share of up to
   * as much again is added.
   * @default 500
   */
  readonly minDelayMs?: number | undefined
  /**
   * What a wait grows to at most, in milliseconds.
   * @default 30_000
   */
  readonly maxDelayMs?: number | undefined
  /**
   * How many milliseconds of a `Retry-After` are waited at most. One of more than a day, in the past, or
   * that is neither seconds nor a date is treated as none.
   * @default 60_000
   */
  readonly maxRetryAfterMs?: number | undefined
  /**
   * The methods of requests that may be sent twice. A GraphQL query is sent again although it is a POST,
   * because it changes nothing.
   * @default ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']
   */
  readonly methods?: readonly string[] | undefined
  /**
   * The statuses that are worth another attempt. Network errors and attempts that took too long always are.
   * @default 408, 429 and 500 to 599
   */
  readonly statuses?: readonly number[] | undefined
}

/**
 * At most `limit` requests within any `intervalMs` milliseconds.
 *
 * @example
 * ```ts
 * import type { RateLimitOptions } from '@rivulet/http'
 *
 * // What an API allows, with and without a key.
 * const limitFor = (key: string | undefined): RateLimitOptions =>
 *   key === undefined ? { limit: 60, intervalMs: 3_600_000 } : { limit: 5, intervalMs: 1000 }
 *
 * console.log(limitFor(undefined)) // { limit: 60, intervalMs: 3600000 }
 * ```
 */
export interface RateLimitOptions {
  /** A whole number of at least 1. */
  readonly limit: number
  /** In milliseconds, at least 1. */
  readonly intervalMs: number
}

/**
 * A request that is about to be sent.
 *
 * @example
 * ```ts
 * import { first, pipe } from '@rivulet/core'
 * import { byPage, paginate, type RequestEvent } from '@rivulet/http'
 *
 * // A line for the log. The URL in it has no secrets any more.
 * const show = ({ method, url, page = 0, attempt }: RequestEvent): string =>
 *   `page ${page}, attempt ${attempt}: ${method} ${url}`
 *
 * const users = paginate('https://api.example.com/users?token=s3cret', {
 *   strategy: byPage(),
 *   fetch: async () => Response.json(['Ada']), // stands in for the server
 *   onRequest: (event) => console.log(show(event)),
 * })
 * await pipe(users, first())
 * // page 1, attempt 1: GET https://api.example.com/users?token=***&page=1
 * ```
 */
export interface RequestEvent {
  /** Without user name, password, fragment and the values of secret-looking parameters: made for logs. */
  readonly url: string
  readonly method: string
  /** The number of the page, from 1; `undefined` for a body that is no page. */
  readonly page: number | undefined
  /** 1 for the first attempt. A redirect belongs to the attempt that met it. */
  readonly attempt: number
}

/**
 * The beginning of an answer.
 *
 * @example
 * ```ts
 * import { first, pipe } from '@rivulet/core'
 * import { byPage, paginate, type ResponseEvent } from '@rivulet/http'
 *
 * // How many requests a quota has left, as many servers say.
 * const quotaOf = ({ headers }: ResponseEvent): number =>
 *   Number(headers.get('x-ratelimit-remaining') ?? Infinity)
 *
 * const users = paginate('https://api.example.com/users', {
 *   strategy: byPage(),
 *   // Stands in for the server.
 *   fetch: async () => Response.json(['Ada'], { headers: { 'x-ratelimit-remaining': '12' } }),
 *   onResponse: (event) => console.log(`${event.status}, ${quotaOf(event)} left`),
 * })
 * await pipe(users, first())
 * // 200, 12 left
 * ```
 */
export interface ResponseEvent extends RequestEvent {
  readonly status: number
  readonly headers: Headers
  /** From the request to the headers of the answer, in milliseconds. */
  readonly durationMs: number
}

/**
 * An attempt that failed and is followed by another.
 *
 * @example
 * ```ts
 * import { first, pipe } from '@rivulet/core'
 * import { byPage, paginate, type RetryEvent } from '@rivulet/http'
 *
 * const show = ({ error, attempt, retriesLeft }: RetryEvent): string =>
 *   `attempt ${attempt} failed: ${error.code}, ${retriesLeft} left`
 *
 * const answers = [new Response(null, { status: 503 }), Response.json(['Ada'])]
 * const users = paginate('https://api.example.com/users', {
 *   strategy: byPage(),
 *   retry: { retries: 3, minDelayMs: 1 },
 *   fetch: async () => answers.shift() ?? Response.json([]), // stands in for the server
 *   onRetry: (event) => console.log(show(event)),
 * })
 * console.log(await pipe(users, first()))
 * // attempt 1 failed: HTTP_STATUS, 3 left
 * // Ada
 * ```
 */
export interface RetryEvent extends RequestEvent {
  readonly error: PageError
  /** How many attempts are left. */
  readonly retriesLeft: number
  /** What the server asked to wait, after the cap; the backoff comes on top of it. */
  readonly retryAfterMs: number | undefined
}
