import type { Answer } from './testServer.ts'

/** What the API has: 26 letters, in pages of five. */
export const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz')
const SIZE = 5

/** An API that leads from page to page in every way at once. It lies about the total. */
export function alphabet(): Answer {
  return async (request, response) => {
    const url = new URL(String(request.url), 'http://server')
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const sent = (text === '' ? {} : JSON.parse(text)) as {
      query?: string
      cursor?: string
      variables?: { after?: string }
    }
    const query = url.searchParams
    const start =
      fromPage(query.get('page')) ??
      Number(query.get('offset') ?? query.get('at') ?? unwrap(query.get('cursor'))) +
        (LETTERS.indexOf(query.get('since') ?? '') + 1) +
        unwrap(sent.cursor ?? sent.variables?.after)
    const letters = LETTERS.slice(start, start + SIZE)
    const end = start + letters.length
    const isLast = end >= LETTERS.length
    const cursor = isLast ? null : `x${end}`
    if (!isLast) response.setHeader('link', `<?at=${end}>; rel=next`)
    response.setHeader('content-type', 'application/json')
    const pageInfo = { hasNextPage: !isLast, endCursor: cursor }
    const body =
      sent.query === undefined
        ? { letters, cursor, next: isLast ? null : `/?at=${end}`, total: 7 }
        : { data: { letters: { nodes: letters, pageInfo } } }
    response.end(JSON.stringify(body))
  }
}

function fromPage(page: string | null): number | undefined {
  return page === null ? undefined : (Number(page) - 1) * SIZE
}

function unwrap(cursor: string | null | undefined): number {
  return Number(cursor?.slice(1) ?? 0)
}
