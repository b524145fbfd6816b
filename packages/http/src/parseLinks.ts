/** One link of a `Link` header. */
export interface Link {
  /** The URL between the angle brackets, as it stands there. */
  readonly target: string
  /** The relation types, in lower case. */
  readonly relations: readonly string[]
  /** What the link starts from, if it is not the page that it came with. */
  readonly anchor: string | undefined
}

// RFC 8288, appendix B.2 and B.3. A value may be a quoted string, a token or missing; commas and
// semicolons count only outside brackets and quotes.
const VALUE = String.raw`"(?:[^"\\]|\\.)*"?|[^ \t";,]*`
const PARAMETER = String.raw`([^ \t"=;,]+)[ \t]*(?:=[ \t]*(${VALUE}))?`
const LINK = new RegExp(String.raw`<([^<>]*)>((?:[ \t]*;[ \t]*(?:${PARAMETER})?)*)`, 'g')
const PARAMETERS = new RegExp(String.raw`;[ \t]*${PARAMETER}`, 'g')

/**
 * The links of a `Link` header. It never throws: what is no link (empty list elements, which RFC 9110
 * lets a server send, and garbage) is passed over.
 *
 * A parser of our own, because http-link-header 1.1.4, the best kept one, loses links of well-formed
 * headers without a word: a parameter without a value, as in `<a.css>; rel=preload; crossorigin,
 * <?page=2>; rel=next`, swallows all that follows it. It also throws at empty list elements and at a
 * `title*` that it cannot decode, and neither can be mended from outside without taking the header
 * apart first, which is all that there is to do.
 */
export function parseLinks(header: string): Link[] {
  return [...header.matchAll(LINK)].map(([, target = '', text = '']) => {
    const parameters = new Map<string, string>()
    for (const [, name = '', value = ''] of text.matchAll(PARAMETERS)) {
      const key = name.toLowerCase()
      // Of a parameter given twice, the first counts.
      if (!parameters.has(key)) parameters.set(key, unquote(value))
    }
    const relations = (parameters.get('rel') ?? '').toLowerCase().split(/[ \t]+/)
    return { target: target.trim(), relations, anchor: parameters.get('anchor') }
  })
}

function unquote(value: string): string {
  return value.startsWith('"') ? value.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1') : value
}
