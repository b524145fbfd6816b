import { PageError } from './pageError.ts'
import { quoteStart } from './quoteStart.ts'
import { readText } from './readText.ts'
import { request, type OpenResponse, type RequestTarget } from './request.ts'
import type { RequestPlan } from './requestPlan.ts'
import { networkError } from './sendOnce.ts'

/** A page as it was received. */
export interface ReceivedPage extends Pick<OpenResponse, 'url' | 'response' | 'withoutHeaders'> {
  /** The parsed JSON; `undefined` for a 204, which has none. */
  readonly body: unknown
}

/** What {@link requestPage} has to know. */
export interface PagePlan extends RequestPlan {
  readonly maxBodyBytes: number
}

/**
 * Requests one page and reads its body to the end.
 * @param signal aborts the request; nothing of it is left open when this settles
 */
export function requestPage(
  target: RequestTarget,
  plan: PagePlan,
  signal: AbortSignal,
): Promise<ReceivedPage> {
  return request(target, plan, signal, async (opened) => {
    const { url, response, withoutHeaders } = opened
    const body = response.status === 204 ? undefined : await readJson(opened, target, plan)
    return { url, response, withoutHeaders, body }
  })
}

async function readJson(
  { response, signal }: OpenResponse,
  { place }: RequestTarget,
  { maxBodyBytes }: PagePlan,
): Promise<unknown> {
  // One more than is allowed, to tell a body that is too large from one that just fits.
  const { text, isWhole, failure } = await readText(response, { signal, limit: maxBodyBytes + 1 })
  if (failure !== undefined) throw networkError(place, 'the body broke off', failure.error)
  signal.throwIfAborted()
  if (!isWhole) {
    throw new PageError(
      'BODY_TOO_LARGE',
      place,
      `the body is larger than the maxBodyBytes of ${maxBodyBytes}, counted after decompression`,
    )
  }
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    const type = response.headers.get('content-type') ?? 'no content type'
    throw new PageError('NOT_JSON', place, `the body is not JSON (${type}), ${quoteStart(text)}`, {
      cause,
    })
  }
}
