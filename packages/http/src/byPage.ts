import { checkCount, checkName, checkOptions } from './check.ts'
import { setParameter } from './setParameter.ts'
import type { Strategy } from './strategy.ts'

/** The options of {@link byPage}. */
export interface ByPageOptions {
  /**
   * The query parameter that holds the page's number.
   * @default 'page'
   */
  readonly param?: string
  /** The query parameter that holds the wanted page size. Goes with `size`. */
  readonly sizeParam?: string
  /** The wanted page size in items, at least 1. Goes with `sizeParam`. */
  readonly size?: number
  /**
   * The number of the first page: a whole number.
   * @default 1
   */
  readonly start?: number
}

/**
 * Pages that are numbered: `?page=1`, `?page=2` … until one is empty. A short page does not end it,
 * because servers lower the wanted size to one of their own and filter items out after they cut the
 * page; the price is one request more at the end.
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
  const { param = 'page', sizeParam, size, start = 1 } = options
  checkName('byPage', 'param', param)
  checkCount('byPage', 'start', start, 0, 'finite')
  if (sizeParam !== undefined) checkName('byPage', 'sizeParam', sizeParam)
  if (size !== undefined) checkCount('byPage', 'size', size, 1, 'finite')
  if ((sizeParam === undefined) !== (size === undefined)) {
    throw new TypeError(
      `byPage: size and sizeParam must be given together, got only ${size === undefined ? 'sizeParam' : 'size'}`,
    )
  }
  if (sizeParam === param) {
    throw new RangeError(`byPage: sizeParam must differ from param, got ${JSON.stringify(param)}`)
  }
  return {
    first(url) {
      const numbered = setParameter(url, param, String(start))
      return sizeParam === undefined ? numbered : setParameter(numbered, sizeParam, String(size))
    },
    next({ number, requestUrl, items }) {
      return items.length === 0
        ? undefined
        : setParameter(requestUrl, param, String(start + number))
    },
  }
}
