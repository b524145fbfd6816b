import { BadPage } from './badPage.ts'
import { checkFunction, show } from './check.ts'
import type { Strategy } from './strategy.ts'

/**
 * Pages whose body holds the URL of the next one, as in OData (`@odata.nextLink`), JSON:API (`links.next`)
 * and HAL (`_links.next.href`). A relative URL is resolved against that of the response.
 * @param next finds the URL in the parsed body. `undefined`, `null`, `false` and `''` are the end. What it
 *   throws is the `cause` of a `PageError`.
 * @throws TypeError if `next` is not a function
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { byNextUrl, paginate } from '@rivulet/http'
 *
 * interface Letters {
 *   value: string[]
 *   '@odata.nextLink'?: string
 * }
 * const letters = paginate('https://api.example.com/letters', {
 *   strategy: byNextUrl((body) => (body as Letters)['@odata.nextLink']),
 *   items: (body) => (body as Letters).value,
 *   // Stands in for the server.
 *   fetch: async (url) =>
 *     url.endsWith('?$skiptoken=a')
 *       ? Response.json({ value: ['b'] })
 *       : Response.json({ value: ['a'], '@odata.nextLink': 'letters?$skiptoken=a' }),
 * })
 * console.log(await pipe(letters, toArray())) // ['a', 'b']
 * ```
 */
export function byNextUrl(
  next: (body: unknown) => string | URL | false | null | undefined,
): Strategy {
  checkFunction('byNextUrl', 'next', next)
  return {
    next({ body }) {
      const url: unknown = next(body)
      if (url === undefined || url === null || url === false || url === '') return undefined
      if (typeof url === 'string' || url instanceof URL) return url
      throw new BadPage('BAD_NEXT', `the next page must be a URL, got ${show(url)}`)
    },
  }
}
