/** What a `Content-Range` header (RFC 9110, section 14.4) says about a part. */
export interface ContentRange {
  /** The part's first byte, from 0, and its last; `undefined` where no part could be sent (416). */
  readonly part: { readonly first: number; readonly last: number } | undefined
  /** The whole's length in bytes; `undefined` if the server does not know it. */
  readonly total: number | undefined
}

/** @returns `undefined` for a header that is missing, wrong, or counts something else than bytes */
export function parseContentRange(value: string | null): ContentRange | undefined {
  const match = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/i.exec(value?.trim() ?? '')
  if (match === null) return undefined
  const [, first, last, whole] = match
  const total = whole === '*' ? undefined : Number(whole)
  if (first === undefined || last === undefined) return { part: undefined, total }
  const part = { first: Number(first), last: Number(last) }
  const isPossible = part.first <= part.last && (total === undefined || part.last < total)
  return isPossible ? { part, total } : undefined
}
