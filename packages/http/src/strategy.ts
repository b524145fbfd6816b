/** The page just read, as a {@link Strategy} sees it. */
export interface Page {
  /** How many pages this run has read, this one included: 1 for the first. */
  readonly number: number
  /** What was asked for. A strategy that counts continues from here. */
  readonly requestUrl: string
  /** What answered, after redirects. Links in the response are relative to it. */
  readonly url: string
  readonly headers: Headers
  /** The parsed JSON. */
  readonly body: unknown
  /** What the `items` option found in the body. */
  readonly items: readonly unknown[]
}

/**
 * How a server leads from page to page. A strategy keeps no state: what it has to know stands in the
 * page, so one value serves any number of runs at once.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { paginate, type Strategy } from '@rivulet/http'
 *
 * // Pages such as { "results": ["a"], "next": "/letters?after=a" }, the last with "next": null.
 * const byNextField: Strategy = {
 *   next: ({ body }) => (body as { next: string | null }).next,
 * }
 *
 * const letters = paginate('https://api.example.com/letters', {
 *   strategy: byNextField,
 *   items: (body) => (body as { results: string[] }).results,
 *   // Stands in for the server.
 *   fetch: async (url) =>
 *     url.endsWith('?after=a')
 *       ? Response.json({ results: ['b'], next: null })
 *       : Response.json({ results: ['a'], next: '?after=a' }),
 * })
 * console.log(await pipe(letters, toArray())) // ['a', 'b']
 * ```
 */
export interface Strategy {
  /**
   * The URL of the first request, made from the one that `paginate` was given.
   * @default that URL itself
   */
  first?(url: string): string | URL
  /**
   * The URL of the request after this page, absolute or relative to `page.url`; `undefined` or `null`
   * if this was the last. It is called when the items of the page have been delivered and another
   * is asked for. What it throws passes through.
   */
  next(page: Page): string | URL | null | undefined
}
