import { decodeHeader } from './decodeHeader.ts'
import { HttpError } from './httpError.ts'
import { PageError, type PagePlace } from './pageError.ts'
import { quoteStart } from './quoteStart.ts'
import { readText } from './readText.ts'
import { resolveTarget } from './resolveTarget.ts'

/** What is the same for every request of a run. */
export interface RequestOptions {
  /** The URL whose origin no request leaves. */
  readonly home: URL
  readonly headers: Headers
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
}

/** A page as it was received. */
export interface ReceivedPage {
  /** What answered, after redirects. */
  readonly url: string
  readonly response: Response
  readonly body: unknown
}

/** As many as fetch itself follows. */
const MAX_REDIRECTS = 20
const REDIRECT_STATUSES = new Set([301, 302, 303, 307, 308])

/**
 * Of a body that is not the page (an error's, a redirect's) this much is read: enough to say what it
 * was, and mostly the whole, so that the connection can be used again.
 */
const GLANCE = { limit: 2048, patience: 1000 } as const

/**
 * Requests one page and reads its body to the end.
 * @param signal aborts the request; nothing of it is left open when this settles
 */
export async function requestPage(
  url: URL,
  number: number,
  options: RequestOptions,
  signal: AbortSignal,
): Promise<ReceivedPage> {
  // A controller for each page: before Node 26, fetch leaves its listener on the signal until the
  // request is collected (hundreds after 2,000 pages), and warns from 1,500 on.
  const controller = new AbortController()
  const abort = (): void => controller.abort(signal.reason)
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await receive({ url, number }, options, controller.signal)
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

async function receive(
  place: PagePlace,
  options: RequestOptions,
  signal: AbortSignal,
): Promise<ReceivedPage> {
  const { url, response } = await followRedirects(place, options, signal)
  if (!response.ok) {
    const { text, failure } = await readText(response, { signal, ...GLANCE })
    throw new HttpError(place, response, text, failure && { cause: failure.error })
  }
  const { text, failure } = await readText(response, { signal })
  if (failure !== undefined) {
    throw networkError(place, 'the body broke off', failure.error)
  }
  try {
    return { url, response, body: JSON.parse(text) as unknown }
  } catch (cause) {
    const type = response.headers.get('content-type') ?? 'no content type'
    throw new PageError('NOT_JSON', place, `the body is not JSON (${type}), ${quoteStart(text)}`, {
      cause,
    })
  }
}

/**
 * By hand, because fetch itself takes all headers but `Authorization`, `Cookie` and `Host` along to
 * another origin.
 */
async function followRedirects(
  place: PagePlace,
  { home, headers, fetch }: RequestOptions,
  signal: AbortSignal,
): Promise<{ readonly url: string; readonly response: Response }> {
  let url = String(place.url)
  for (let redirects = 0; ; redirects++) {
    let response: Response
    try {
      response = await fetch(url, { headers, redirect: 'manual', signal })
    } catch (error) {
      throw networkError(place, 'the request failed', error)
    }
    url = whereFrom(response, url, home, place)
    const location = response.headers.get('location')
    if (location === null || !REDIRECT_STATUSES.has(response.status)) return { url, response }
    await readText(response, { signal, ...GLANCE })
    if (redirects === MAX_REDIRECTS) {
      throw new PageError(
        'TOO_MANY_REDIRECTS',
        place,
        `redirected more than ${MAX_REDIRECTS} times, at last to ${url}`,
      )
    }
    url = resolveTarget(decodeHeader(location), url, home, place, 'redirect').href
  }
}

/** The response's own URL is another one if the `fetch` that was given follows redirects in spite of all. */
function whereFrom(response: Response, url: string, home: URL, place: PagePlace): string {
  if (response.url === '') return url
  try {
    return resolveTarget(response.url, url, home, place, 'redirect').href
  } catch (error) {
    void response.body?.cancel().catch(() => {})
    throw error
  }
}

function networkError(place: PagePlace, what: string, error: unknown): PageError {
  return new PageError('NETWORK', place, `${what}: ${innermostMessage(error)}`, { cause: error })
}

/** Node's fetch says only "fetch failed"; what happened stands in the cause. */
function innermostMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause instanceof Error) return innermostMessage(error.cause)
  // Several addresses that all failed make an AggregateError without a message.
  return error.message || (error as NodeJS.ErrnoException).code || error.name
}
