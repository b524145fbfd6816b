import { decodeHeader } from './decodeHeader.ts'
import { HttpError } from './httpError.ts'
import { PageError, type PagePlace } from './pageError.ts'
import { PrivateAddressError } from './privateAddress.ts'
import { readText } from './readText.ts'
import { redactUrl } from './redactUrl.ts'
import type { OpenResponse, RequestTarget } from './request.ts'
import type { RequestPlan } from './requestPlan.ts'
import { isSameOrigin, resolveTarget } from './resolveTarget.ts'
import { untilAborted } from './untilAborted.ts'

/** As many as fetch itself follows. */
const MAX_REDIRECTS = 20
const REDIRECT_STATUSES = new Set([301, 302, 303, 307, 308])
const HEADERS_OF_BODIES = ['content-type', 'content-encoding', 'content-language']

/**
 * Of a body that is not what was asked for (an error's, a redirect's) this much is read: enough to say what it
 * was, and mostly the whole, so that the connection can be used again.
 */
const GLANCE = { limit: 2048, patience: 1000 } as const

/** A request on its way through redirects. */
type Hop = Pick<RequestTarget, 'url' | 'method' | 'body' | 'headers'> & {
  readonly withoutHeaders: boolean
  /** Whether a redirect took the body away, so that the headers about it have to go too. */
  readonly lostBody?: boolean
}

/**
 * Sends a request once and follows its redirects, by hand: fetch itself takes all headers but
 * `Authorization`, `Cookie` and `Host` along to another origin.
 * @param startTimer called before each request, when its turn has come
 */
export async function sendOnce(
  target: RequestTarget,
  plan: RequestPlan,
  signal: AbortSignal,
  attempt: number,
  startTimer: () => void,
): Promise<Pick<OpenResponse, 'response' | 'url' | 'withoutHeaders'>> {
  const { place } = target
  let hop: Hop = { ...target, withoutHeaders: target.withoutHeaders ?? false }
  for (let redirects = 0; ; redirects++) {
    if (redirects > 0) await plan.pace(signal)
    startTimer()
    const response = await send(hop, plan, signal, attempt, place)
    const url = whereFrom(response, hop.url, place)
    const location = response.headers.get('location')
    const isRedirect = location !== null && REDIRECT_STATUSES.has(response.status)
    if (response.ok) return { response, url: url.href, withoutHeaders: hop.withoutHeaders }
    const { text, failure } = await readText(response, { signal, ...GLANCE })
    signal.throwIfAborted()
    if (!isRedirect) throw new HttpError(place, response, text, failure && { cause: failure.error })
    if (redirects === MAX_REDIRECTS) {
      throw new PageError(
        'TOO_MANY_REDIRECTS',
        place,
        `redirected more than ${MAX_REDIRECTS} times, at last to ${redactUrl(url)}`,
      )
    }
    hop = nextHop(hop, response.status, decodeHeader(location), url, plan, place)
  }
}

async function send(
  { url, method, body, headers, withoutHeaders, lostBody }: Hop,
  plan: RequestPlan,
  signal: AbortSignal,
  attempt: number,
  place: PagePlace,
): Promise<Response> {
  const event = { url: redactUrl(url), method, page: place.number, attempt }
  plan.onRequest?.(event)
  const sent = new Headers(withoutHeaders ? { accept: plan.accept } : plan.headers)
  for (const [name, value] of Object.entries(headers ?? {})) sent.set(name, value)
  if (lostBody === true) for (const name of HEADERS_OF_BODIES) sent.delete(name)
  const began = performance.now()
  let response: Response
  try {
    const init = { method, headers: sent, redirect: 'manual', signal } as const
    const fetching = plan.fetchFor(url)(url.href, body === undefined ? init : { ...init, body })
    response = await untilAborted(fetching, signal, release)
  } catch (error) {
    signal.throwIfAborted()
    throw networkError(place, 'the request failed', error)
  }
  try {
    const durationMs = performance.now() - began
    plan.onResponse?.({ ...event, status: response.status, headers: response.headers, durationMs })
  } catch (error) {
    release(response)
    throw error
  }
  return response
}

function nextHop(
  hop: Hop,
  status: number,
  location: string,
  from: URL,
  plan: RequestPlan,
  place: PagePlace,
): Hop {
  const url = resolveTarget(location, from.href, plan, place, 'redirect')
  const isForeign = !isSameOrigin(url, plan.home)
  const withoutHeaders = hop.withoutHeaders || isForeign
  // As fetch does it: 303 asks for a GET, and so do 301 and 302 for a POST.
  const becomesGet =
    (status === 303 && hop.method !== 'HEAD') ||
    ((status === 301 || status === 302) && hop.method === 'POST')
  if (becomesGet) return { url, method: 'GET', withoutHeaders, lostBody: true }
  if (isForeign && hop.body !== undefined) {
    throw new PageError(
      'CROSS_ORIGIN',
      place,
      `the redirect would take the request's body to another origin, ${url.origin}`,
    )
  }
  return { ...hop, url, withoutHeaders }
}

/** The response's own URL is another one if the `fetch` that was given follows redirects in spite of all. */
function whereFrom(response: Response, asked: URL, place: PagePlace): URL {
  if (response.url === '') return asked
  try {
    // By itself it takes the headers along, so it must not have left the origin, whatever is allowed.
    return resolveTarget(
      response.url,
      asked.href,
      { home: asked, crossOrigin: 'refuse' },
      place,
      'redirect',
    )
  } catch (error) {
    release(response)
    throw error
  }
}

function release(response: Response): void {
  void response.body?.cancel().catch(() => {})
}

/** What fetch rejected with, or a body. */
export function networkError(place: PagePlace, what: string, error: unknown): PageError {
  const causes = causesOf(error)
  const isPrivate = causes.some((cause) => cause instanceof PrivateAddressError)
  return new PageError(
    isPrivate ? 'PRIVATE_ADDRESS' : 'NETWORK',
    place,
    `${what}: ${innermostMessage(error)}`,
    {
      cause: error,
    },
  )
}

function causesOf(error: unknown): unknown[] {
  return error instanceof Error && error.cause instanceof Error
    ? [error, ...causesOf(error.cause)]
    : [error]
}

/** Node's fetch says only "fetch failed"; what happened stands in the cause. */
export function innermostMessage(error: unknown): string {
  const innermost = causesOf(error).at(-1)
  if (!(innermost instanceof Error)) return String(innermost)
  // Several addresses that all failed make an AggregateError without a message.
  return innermost.message || (innermost as NodeJS.ErrnoException).code || innermost.name
}
