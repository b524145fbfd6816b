import { BodyError } from './bodyError.ts'
import { parseContentRange } from './contentRange.ts'

/** What the first answer said of the content, which every other has to say too. */
export interface Version {
  /** The strong validator (RFC 9110, section 8.8.1) that another answer is compared by. */
  readonly etag: string | undefined
  /** In bytes. */
  readonly total: number | undefined
  /** Why the rest cannot be asked for, if it cannot. */
  readonly obstacle: string | undefined
}

/** @throws BodyError for an answer that is not the whole */
export function versionOf({ status, headers }: Response, url: URL): Version {
  if (status === 206) {
    throw new BodyError(
      'BAD_RANGE',
      { url, offset: 0 },
      'the server sent a part, and was asked for the whole',
    )
  }
  const tag = headers.get('etag')
  const etag = tag?.startsWith('"') === true ? tag : undefined
  // Fetch decodes such a body: what its length and its ranges count are other bytes than those that arrive here.
  const coding = codingOf(headers)
  const length = headers.get('content-length')
  return {
    etag,
    total:
      coding !== undefined || length === null || !/^\d+$/.test(length) ? undefined : Number(length),
    obstacle:
      coding !== undefined
        ? `it is encoded (${coding}), so that its bytes cannot be counted`
        : etag === undefined
          ? `the server gives no strong ETag${tag === null ? '' : ` but ${tag}`}`
          : undefined,
  }
}

/**
 * Where an answer begins, 0 for the first, and the length of the whole, if it is known.
 * @throws BodyError if that cannot be told, leaves a gap, or is not the same content
 */
export function continuationOf(
  { status, headers }: Response,
  version: Version | undefined,
  place: { readonly url: URL; readonly offset: number },
): { readonly start: number; readonly total: number | undefined } {
  const total = version?.total
  if (place.offset === 0) return { start: 0, total }
  const etag = headers.get('etag')
  // A 206 without a tag is the same: it says that `If-Range` held.
  if (etag !== version?.etag && (status !== 206 || etag !== null)) {
    throw new BodyError(
      'CHANGED',
      place,
      `the content was changed while it was read: its ETag was ${version?.etag} and is ${etag ?? 'not there'} now`,
    )
  }
  // The server does not know ranges: all of it comes again.
  if (status !== 206) return { start: 0, total }
  const start = place.offset - 1
  const range = parseContentRange(headers.get('content-range'))
  const coding = codingOf(headers)
  const fits = total === undefined || range?.total === undefined || range.total === total
  if (range?.part?.first === start && fits && coding === undefined) {
    return { start, total: total ?? range.total }
  }
  const answer =
    coding === undefined
      ? ['content-range', headers.get('content-range')]
      : ['content-encoding', coding]
  throw new BodyError(
    'BAD_RANGE',
    place,
    `the server answered the request for the bytes from ${start} on with ${answer.join(': ')}`,
  )
}

function codingOf(headers: Headers): string | undefined {
  const coding = headers.get('content-encoding')
  return coding === null || coding.toLowerCase() === 'identity' ? undefined : coding
}
