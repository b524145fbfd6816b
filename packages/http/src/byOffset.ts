import { checkName, checkOptions, checkWhole } from './check.ts'
import { setParameter, setParameters } from './setParameter.ts'
import { checkSize, type SizeOptions } from './sizeOptions.ts'
import type { Strategy } from './strategy.ts'

/**
 * The options of {@link byOffset}.
 *
 * @example
 * ```ts
 * import { byOffset, type ByOffsetOptions } from '@rivulet/http'
 *
 * // How one API counts: `?start=0&count=50`, `?start=50&count=50` …
 * const counting: ByOffsetOptions = { param: 'start', sizeParam: 'count', size: 50 }
 * console.log(byOffset(counting).first?.('https://api.example.com/jobs'))
 * // https://api.example.com/jobs?start=0&count=50
 * ```
 */
export interface ByOffsetOptions extends SizeOptions {
  /**
   * The query parameter that holds how many items to skip.
   * @default 'offset'
   */
  readonly param?: string | undefined
  /**
   * The first offset: a whole number.
   * @default 0
   */
  readonly start?: number | undefined
}

/**
 * Pages that begin at an item: `?offset=0`, `?offset=100` … until one is empty. The offset grows by the
 * items that came and not by the size that was asked for, so a server that lowers the size, even on the way,
 * loses nothing. So the `items` option must not leave any out. Items that are added or removed
 * at the server during the run shift the others, as with every offset: `byKey` does not have that.
 * @throws TypeError or RangeError for a bad option
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { byOffset, paginate } from '@rivulet/http'
 *
 * const all = ['a', 'b', 'c']
 * const letters = paginate<string>('https://api.example.com/letters', {
 *   strategy: byOffset({ sizeParam: 'limit', size: 2 }),
 *   // Stands in for the server.
 *   fetch: async (url) => {
 *     const offset = Number(new URL(url).searchParams.get('offset'))
 *     return Response.json(all.slice(offset, offset + 2))
 *   },
 * })
 * console.log(await pipe(letters, toArray())) // ['a', 'b', 'c']
 * ```
 */
export function byOffset(options: ByOffsetOptions = {}): Strategy {
  checkOptions('byOffset', options)
  const { param = 'offset', start = 0 } = options
  checkName('byOffset', 'param', param)
  checkWhole('byOffset', 'start', start, 0)
  const sizes = checkSize('byOffset', options, param)
  return {
    first: (url) => setParameters(url, [[param, String(start)], ...sizes]),
    next({ requestUrl, items }) {
      if (items.length === 0) return undefined
      // Read from the URL, which is what a resumed run has.
      const offset = Number(new URL(requestUrl).searchParams.get(param))
      return setParameter(requestUrl, param, String(offset + items.length))
    },
  }
}
