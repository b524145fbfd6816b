import { checkName, checkOptions, show } from './check.ts'
import { decodeHeader } from './decodeHeader.ts'
import { parseLinks } from './parseLinks.ts'
import type { Strategy } from './strategy.ts'

/**
 * The options of {@link byLink}.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { byLink, paginate, type ByLinkOptions } from '@rivulet/http'
 *
 * // An archive is read backwards, from the newest part on (RFC 5005).
 * const backwards: ByLinkOptions = { rel: 'prev-archive' }
 * const entries = paginate<string>('https://example.com/feed', {
 *   strategy: byLink(backwards),
 *   // Stands in for the server.
 *   fetch: async (url) =>
 *     url.endsWith('/2025')
 *       ? Response.json(['old'])
 *       : Response.json(['new'], { headers: { link: '</2025>; rel="prev-archive"' } }),
 * })
 * console.log(await pipe(entries, toArray())) // ['new', 'old']
 * ```
 */
export interface ByLinkOptions {
  /**
   * The relation of the link to follow. Case does not matter.
   * @default 'next'
   */
  readonly rel?: string
}

/**
 * Pages that name their successor in a `Link` header (RFC 8288), as GitHub, GitLab and container
 * registries do: `Link: </letters?page=2>; rel="next"`. It ends at the page without such a link; an
 * empty page with one is passed over. Of several such links, the first counts. A link whose `anchor`
 * makes it a link of another page is not followed.
 * @throws TypeError or RangeError for a bad option
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { byLink, paginate } from '@rivulet/http'
 *
 * const letters = paginate<string>('https://api.example.com/letters', {
 *   strategy: byLink(),
 *   // Stands in for the server.
 *   fetch: async (url) =>
 *     url.endsWith('?page=2')
 *       ? Response.json(['b'])
 *       : Response.json(['a'], { headers: { link: '<?page=2>; rel="next"' } }),
 * })
 * console.log(await pipe(letters, toArray())) // ['a', 'b']
 * ```
 */
export function byLink(options: ByLinkOptions = {}): Strategy {
  checkOptions('byLink', options)
  const { rel = 'next' } = options
  checkName('byLink', 'rel', rel)
  if (/\s/.test(rel)) throw new RangeError(`byLink: rel must be one relation, got ${show(rel)}`)
  const wanted = rel.toLowerCase()
  return {
    next({ headers, url }) {
      const isOfThisPage = (anchor: string | undefined): boolean =>
        anchor === undefined || (URL.canParse(anchor, url) && new URL(anchor, url).href === url)
      const link = parseLinks(decodeHeader(headers.get('link') ?? '')).find(
        ({ relations, anchor }) => relations.includes(wanted) && isOfThisPage(anchor),
      )
      return link?.target
    },
  }
}
