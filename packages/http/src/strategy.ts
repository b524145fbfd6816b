import type { PageState } from './pageState.ts'

/**
 * A page that was read.
 *
 * @example
 * ```ts
 * import { byPage, paginate, type Page } from '@rivulet/http'
 *
 * interface User { name: string }
 *
 * // What a page says beside its items, for those who want to see it.
 * function totalOf({ headers, items }: Page<User>): number {
 *   return Number(headers.get('x-total-count') ?? items.length)
 * }
 *
 * const pages = paginate.pages<User>('https://api.example.com/users', {
 *   strategy: byPage(),
 *   // Stands in for the server.
 *   fetch: async () => Response.json([{ name: 'Ada' }], { headers: { 'x-total-count': '41' } }),
 * })
 * for await (const page of pages) {
 *   console.log(totalOf(page)) // 41
 *   break
 * }
 * ```
 */
export interface Page<T = unknown> {
  /** The page's number in the pagination: 1 for the first, and counted on by `resumeFrom`. */
  readonly number: number
  /** What was asked for. A strategy that counts continues from here. */
  readonly requestUrl: string
  /** The body that was sent, if the strategy made it: JSON. */
  readonly requestBody: string | undefined
  /** What answered, after redirects. Links in the response are relative to it. */
  readonly url: string
  readonly headers: Headers
  /** The parsed JSON; `undefined` for an answer without content (204). */
  readonly body: unknown
  /** What the `items` option found in the body. */
  readonly items: readonly T[]
  /** What to give to `resumeFrom` to read this page again, and go on from there. */
  readonly state: PageState
}

/**
 * A request that a strategy makes. What it leaves out stays as it was for the page before.
 *
 * @example
 * ```ts
 * import type { PageTarget } from '@rivulet/http'
 *
 * // The request for a part of a search, whose place goes into the body of a POST.
 * const part = (from: number): PageTarget => ({
 *   body: { query: 'fig', from, size: 100 },
 *   isRepeatable: true, // a search changes nothing
 * })
 *
 * console.log(part(100).body) // { query: 'fig', from: 100, size: 100 }
 * ```
 */
export interface PageTarget {
  /** Absolute, or relative to `page.url`. */
  readonly url?: string | URL | undefined
  /** @default 'POST' if there is a body and the method was GET */
  readonly method?: string | undefined
  /** Sent as JSON. */
  readonly body?: object | undefined
  /**
   * Whether the request may be sent again after a failure although its method does not promise that.
   * @default false
   */
  readonly isRepeatable?: boolean | undefined
}

/**
 * What a strategy answers with: a URL, a whole request, or nothing at the end.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { paginate, type NextPage, type Page } from '@rivulet/http'
 *
 * // A strategy is a function, if there is nothing to say about the first page.
 * function nextOf({ body, number }: Page): NextPage {
 *   const { pages } = body as { pages: number }
 *   return number < pages ? `?page=${number + 1}` : null
 * }
 *
 * const letters = paginate('https://api.example.com/letters', {
 *   strategy: nextOf,
 *   items: (body) => [(body as { letter: string }).letter],
 *   // Stands in for the server.
 *   fetch: async (url) => Response.json({ pages: 2, letter: url.endsWith('=2') ? 'b' : 'a' }),
 * })
 * console.log(await pipe(letters, toArray())) // ['a', 'b']
 * ```
 */
export type NextPage = string | URL | PageTarget | null | undefined

/**
 * How a server leads from page to page. A strategy keeps no state: what it has to know stands in the
 * page, so one value serves any number of runs at once, and a run can be resumed. A function
 * alone is the `next` of a strategy.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { paginate, type Strategy } from '@rivulet/http'
 *
 * // A search whose cursor goes into the body of a POST.
 * const byBody: Strategy = {
 *   first: (url) => ({ url, body: { query: 'letters' } }),
 *   next({ body }) {
 *     const { after } = body as { after: string | null }
 *     return after === null ? null : { body: { query: 'letters', after } }
 *   },
 * }
 *
 * const letters = paginate('https://api.example.com/search', {
 *   strategy: byBody,
 *   items: (body) => (body as { hits: string[] }).hits,
 *   // Stands in for the server.
 *   fetch: async (_, { body }) =>
 *     String(body).includes('"after":"a"')
 *       ? Response.json({ hits: ['b'], after: null })
 *       : Response.json({ hits: ['a'], after: 'a' }),
 * })
 * console.log(await pipe(letters, toArray())) // ['a', 'b']
 * ```
 */
export interface Strategy {
  /**
   * The first request, made from the URL that `paginate` was given.
   * @default that URL itself
   */
  first?(url: string): string | URL | PageTarget
  /**
   * The request after this page; `undefined` or `null` if this was the last. It is called once for each
   * page, when that is received. What it throws is the `cause` of a `PageError`, after the items of the page.
   */
  next(page: Page): NextPage
  /** Throws what is wrong with a body although its status is good, as GraphQL has it. Called before `items`. */
  check?(body: unknown): void
  /** Finds the items where the caller gives no `items`. */
  items?(body: unknown): readonly unknown[]
}
