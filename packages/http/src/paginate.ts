import { fromBatches, pipe, withSignal, type Flow } from '@rivulet/core'
import {
  checkCount,
  checkOptionalFunction,
  checkOptions,
  checkSignal,
  checkUrl,
  isObject,
  show,
} from './check.ts'
import { readPages } from './readPages.ts'
import type { Strategy } from './strategy.ts'

/** The options of {@link paginate}. */
export interface PaginateOptions<T> {
  /** How the server leads from page to page: `byLink()`, `byPage()`, or one of your own. */
  readonly strategy: Strategy
  /**
   * Finds the items in the parsed body of a page. The response is there for its headers; its body has
   * been read. What this throws passes through.
   * @default the body itself, which has to be an array then
   *
   * @example
   * ```ts
   * import type { PaginateOptions } from '@rivulet/http'
   *
   * const items: PaginateOptions<string>['items'] = (body) => (body as { data: string[] }).data
   * console.log(items({ data: ['a'] }, new Response())) // ['a']
   * ```
   */
  readonly items?: ((body: unknown, response: Response) => readonly T[]) | undefined
  /**
   * Sent with every request. Copied when `paginate` is called.
   * @default { accept: 'application/json' }, which is also added to headers without an `accept`
   */
  readonly headers?: RequestInit['headers']
  /**
   * Sends the requests. It is called with `redirect: 'manual'`, which it should heed: what fetch does by
   * itself takes the headers along to other origins. It may wrap `fetch` to log, to cache or to
   * set a deadline; what it rejects with becomes the `cause` of a `PageError`.
   * @default globalThis.fetch, looked up for each request
   */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined
  /** Ends the iteration with the signal's reason and aborts the request that is under way. */
  readonly signal?: AbortSignal | undefined
  /**
   * How many pages one iteration may read: at least 1, or `Infinity`. One more is an error and not a
   * silent end. A URL of each page is remembered, which is how circles are found.
   * @default 10_000
   */
  readonly maxPages?: number | undefined
}

/**
 * The items of all pages of an HTTP API that answers with JSON. One page is one batch: the next one is
 * requested when the last item of the one before has been taken and another is asked for. Nothing is
 * requested before the first pull, and each iteration starts anew at the first page. Leaving the loop
 * aborts the request that is under way.
 *
 * No request leaves the origin of `url`: a next page or a redirect elsewhere is an error, because the
 * headers would go along. Redirects within the origin are followed, up to 20 for a page. A page
 * that leads to one read before is an error too.
 *
 * @typeParam T what the items are. Inferred from `items`; given by hand it is taken on trust, as the
 *   server's answer is not validated.
 * @throws TypeError or RangeError at the call for a bad argument; while iterating {@link HttpError} for
 *   a status, and {@link PageError} for everything else that is wrong with a page
 *
 * @example
 * ```ts
 * import { pipe, take, toArray } from '@rivulet/core'
 * import { byPage, paginate } from '@rivulet/http'
 *
 * const users = paginate('https://api.example.com/users', {
 *   strategy: byPage({ sizeParam: 'per_page', size: 2 }),
 *   items: (body) => (body as { data: { name: string }[] }).data,
 *   headers: { authorization: 'Bearer secret' },
 *   // Stands in for the server.
 *   fetch: async (url) => {
 *     const page = new URL(url).searchParams.get('page')
 *     return Response.json({ data: page === '1' ? [{ name: 'Ada' }, { name: 'Bob' }] : [] })
 *   },
 * })
 * console.log(await pipe(users, toArray())) // [{ name: 'Ada' }, { name: 'Bob' }]
 * console.log(await pipe(users, take(1), toArray())) // [{ name: 'Ada' }]
 * ```
 */
export function paginate<T>(url: string | URL, options: PaginateOptions<T>): Flow<T> {
  const home = checkUrl('paginate', url)
  checkOptions('paginate', options)
  const { strategy, items, fetch, signal, maxPages = 10_000 } = options
  checkStrategy(strategy)
  checkOptionalFunction('paginate', 'items', items)
  checkOptionalFunction('paginate', 'fetch', fetch)
  checkSignal('paginate', signal)
  checkCount('paginate', 'maxPages', maxPages, 1, 'infinite')
  const plan = {
    home,
    strategy,
    items,
    maxPages,
    headers: toHeaders(options.headers),
    fetch: fetch ?? ((target: string, init: RequestInit) => globalThis.fetch(target, init)),
  }
  const pages = fromBatches((run) => readPages(plan, run.signal))
  return signal === undefined ? pages : pipe(pages, withSignal(signal))
}

function checkStrategy(value: unknown): void {
  if (isObject(value) && 'next' in value && typeof value.next === 'function') {
    if (!('first' in value) || value.first === undefined || typeof value.first === 'function')
      return
  }
  throw new TypeError(
    `paginate: strategy must be a Strategy, such as byLink() or byPage(), got ${show(value)}`,
  )
}

function toHeaders(init: RequestInit['headers']): Headers {
  let headers: Headers
  try {
    headers = new Headers(init)
  } catch (cause) {
    // What was given is not shown: it may be a password with a line end.
    throw new TypeError('paginate: headers must be what new Headers() takes', { cause })
  }
  if (!headers.has('accept')) headers.set('accept', 'application/json')
  return headers
}
