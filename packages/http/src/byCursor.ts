import { BadPage } from './badPage.ts'
import { checkFunction, checkName, checkOptions, show } from './check.ts'
import { setParameter, setParameters } from './setParameter.ts'
import { checkSize, type SizeOptions } from './sizeOptions.ts'
import type { Strategy } from './strategy.ts'

/**
 * The options of {@link byCursor}.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { byCursor, paginate, type ByCursorOptions } from '@rivulet/http'
 *
 * // How all lists of one API go on.
 * const ofThisApi: ByCursorOptions = {
 *   param: 'cursor',
 *   next: (body) => (body as { meta: { next: string | null } }).meta.next,
 * }
 *
 * const letters = paginate('https://api.example.com/letters', {
 *   strategy: byCursor(ofThisApi),
 *   items: (body) => (body as { data: string[] }).data,
 *   // Stands in for the server.
 *   fetch: async () => Response.json({ data: ['a', 'b'], meta: { next: null } }),
 * })
 * console.log(await pipe(letters, toArray())) // ['a', 'b']
 * ```
 */
export interface ByCursorOptions extends SizeOptions {
  /** The query parameter that holds the token. */
  readonly param: string
  /**
   * Finds the token of the next page in the parsed body. `undefined`, `null`, `false` and `''` are the end.
   * What it throws is the `cause` of a `PageError`.
   */
  readonly next: (body: unknown) => string | number | false | null | undefined
}

/**
 * Pages whose body holds a token for the next one. It ends where there is none; an empty page with a token
 * is passed over, because servers that filter after they cut send such pages. A token that comes
 * again is what `onRepeat` is about.
 * @throws TypeError or RangeError for a bad option
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { byCursor, paginate } from '@rivulet/http'
 *
 * interface Letters {
 *   letters: string[]
 *   next_cursor: string
 * }
 * const letters = paginate('https://api.example.com/letters', {
 *   strategy: byCursor({ param: 'cursor', next: (body) => (body as Letters).next_cursor }),
 *   items: (body) => (body as Letters).letters,
 *   // Stands in for the server.
 *   fetch: async (url) =>
 *     url.endsWith('?cursor=x1')
 *       ? Response.json({ letters: ['b'], next_cursor: '' })
 *       : Response.json({ letters: ['a'], next_cursor: 'x1' }),
 * })
 * console.log(await pipe(letters, toArray())) // ['a', 'b']
 * ```
 */
export function byCursor(options: ByCursorOptions): Strategy {
  checkOptions('byCursor', options)
  const { param, next } = options
  checkName('byCursor', 'param', param)
  checkFunction('byCursor', 'next', next)
  const sizes = checkSize('byCursor', options, param)
  return {
    first: (url) => setParameters(url, sizes),
    next({ requestUrl, body }) {
      const token: unknown = next(body)
      if (token === undefined || token === null || token === false || token === '') return undefined
      if (typeof token !== 'string' && typeof token !== 'number') {
        throw new BadPage('BAD_NEXT', `the token must be a string or a number, got ${show(token)}`)
      }
      return setParameter(requestUrl, param, String(token))
    },
  }
}
