import { BadPage } from './badPage.ts'
import { checkFunction, checkName, checkOptions, show } from './check.ts'
import { setParameter, setParameters } from './setParameter.ts'
import { checkSize, type SizeOptions } from './sizeOptions.ts'
import type { Strategy } from './strategy.ts'

/**
 * The options of {@link byKey}.
 *
 * @example
 * ```ts
 * import { byKey, type ByKeyOptions } from '@rivulet/http'
 *
 * // Backwards in time: each page is older than the last item before it.
 * const older: ByKeyOptions<{ id: number }> = { param: 'max_id', key: ({ id }) => id - 1 }
 * const timeline = byKey({ ...older, sizeParam: 'count', size: 200 })
 * console.log(timeline.first?.('https://api.example.com/posts'))
 * // https://api.example.com/posts?count=200
 * ```
 */
export interface ByKeyOptions<T> extends SizeOptions {
  /** The query parameter that holds the key after which a page begins, such as `since_id`, `starting_after` or `max_id`. */
  readonly param: string
  /** Finds the key of an item. It is called with the last item of a page. What it throws is the `cause` of a `PageError`. */
  readonly key: (item: T) => string | number | bigint
}

/**
 * Pages that begin after the last item of the one before (a keyset, or _seek_): `?since_id=41` … until one is
 * empty. Items that are added or removed during the run shift nothing, if the server sorts by that key
 * and no two items share it. A server that counts the item itself in would give it for ever; that is
 * found as a page that comes again.
 * @throws TypeError or RangeError for a bad option
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { byKey, paginate } from '@rivulet/http'
 *
 * interface User {
 *   id: number
 *   name: string
 * }
 * const all: User[] = [{ id: 3, name: 'Ada' }, { id: 8, name: 'Bob' }, { id: 9, name: 'Eve' }]
 * const users = paginate<User>('https://api.example.com/users', {
 *   strategy: byKey<User>({ param: 'since', key: (user) => user.id }),
 *   // Stands in for the server.
 *   fetch: async (url) => {
 *     const since = Number(new URL(url).searchParams.get('since'))
 *     return Response.json(all.filter(({ id }) => id > since).slice(0, 2))
 *   },
 * })
 * console.log((await pipe(users, toArray())).map((user) => user.name)) // ['Ada', 'Bob', 'Eve']
 * ```
 */
export function byKey<T>(options: ByKeyOptions<T>): Strategy {
  checkOptions('byKey', options)
  const { param, key } = options
  checkName('byKey', 'param', param)
  checkFunction('byKey', 'key', key)
  const sizes = checkSize('byKey', options, param)
  return {
    first: (url) => setParameters(url, sizes),
    next({ requestUrl, items }) {
      if (items.length === 0) return undefined
      const value: unknown = key(items.at(-1) as T)
      if (!['string', 'number', 'bigint'].includes(typeof value)) {
        throw new BadPage(
          'BAD_NEXT',
          `the key of the last item, index ${items.length - 1}, must be a string, a number or a bigint, ` +
            `got ${show(value)}`,
        )
      }
      return setParameter(requestUrl, param, String(value))
    },
  }
}
