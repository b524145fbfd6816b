import { checkBoolean, checkName, checkOptions, checkWhole } from './check.ts'
import { setParameter, setParameters } from './setParameter.ts'
import { checkSize, type SizeOptions } from './sizeOptions.ts'
import type { Strategy } from './strategy.ts'

/**
 * The options of {@link byPage}.
 *
 * @example
 * ```ts
 * import { byPage, type ByPageOptions } from '@rivulet/http'
 *
 * // An API that counts its pages from 0, and is known to fill them.
 * const fromZero: ByPageOptions = { start: 0, sizeParam: 'size', size: 50, endOnShortPage: true }
 * console.log(byPage(fromZero).first?.('https://api.example.com/jobs'))
 * // https://api.example.com/jobs?page=0&size=50
 * ```
 */
export interface ByPageOptions extends SizeOptions {
  /**
   * The query parameter that holds the page's number.
   * @default 'page'
   */
  readonly param?: string | undefined
  /**
   * The number of the first page: a whole number.
   * @default 1
   */
  readonly start?: number | undefined
  /**
   * Whether a page with fewer items than `size` is the last, which saves one request. Only for a server
   * that is known to fill its pages, and to give the size that is asked for.
   * @default false
   */
  readonly endOnShortPage?: boolean | undefined
}

/**
 * Pages that are numbered: `?page=1`, `?page=2` … until one is empty. A short page does not end it
 * unless you say so, because servers lower the wanted size to one of their own and filter items out after
 * they cut the page; the price is one request more at the end. What a server says about the total is not looked at.
 * @throws TypeError or RangeError for a bad option
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { byPage, paginate } from '@rivulet/http'
 *
 * const letters = paginate<string>('https://api.example.com/letters', {
 *   strategy: byPage({ sizeParam: 'per_page', size: 2 }),
 *   // Stands in for the server.
 *   fetch: async (url) => Response.json(url.endsWith('?page=1&per_page=2') ? ['a', 'b'] : []),
 * })
 * console.log(await pipe(letters, toArray())) // ['a', 'b']
 * ```
 */
export function byPage(options: ByPageOptions = {}): Strategy {
  checkOptions('byPage', options)
  const { param = 'page', start = 1, endOnShortPage = false, size } = options
  checkName('byPage', 'param', param)
  checkWhole('byPage', 'start', start, 0)
  checkBoolean('byPage', 'endOnShortPage', endOnShortPage)
  const sizes = checkSize('byPage', options, param)
  if (endOnShortPage && size === undefined) {
    throw new TypeError('byPage: endOnShortPage needs size, to know what is short, got none')
  }
  const least = endOnShortPage && size !== undefined ? size : 1
  return {
    first: (url) => setParameters(url, [[param, String(start)], ...sizes]),
    next({ number, requestUrl, items }) {
      if (items.length < least) return undefined
      return setParameter(requestUrl, param, String(start + number))
    },
  }
}
