import { linkedAbort, type LinkedAbort } from './linkedAbort.ts'
import { PageError, type PagePlace } from './pageError.ts'
import type { RequestPlan } from './requestPlan.ts'
import { sendOnce } from './sendOnce.ts'
import { withRetries } from './withRetries.ts'

/** One request, before it is sent. */
export interface RequestTarget {
  readonly url: URL
  /** In upper case. */
  readonly method: string
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined
  /** Sent over the caller's headers, and to other origins too: nothing of the caller's. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Whether the run has left the first origin, so that the caller's headers are not sent. */
  readonly withoutHeaders?: boolean
  /** Whether it may be sent again whatever its method. */
  readonly isRepeatable?: boolean | undefined
  /** For error messages. */
  readonly place: PagePlace
}

/** A successful answer (2xx) whose headers are there and whose body may still be on its way. */
export interface OpenResponse {
  readonly response: Response
  /** What answered, after redirects. */
  readonly url: string
  /** Whether it came from another origin than the first, or by way of one. */
  readonly withoutHeaders: boolean
  /** Aborted when the body has to be given up: with the run, or after the attempt's time. */
  readonly signal: AbortSignal
  /** Lets go of everything: a body that was not read to its end is cancelled. Can be called again. */
  close(): void
}

/** Made once, without a stack of its own. */
const CLOSED = new DOMException('the response was closed', 'AbortError')

/**
 * Sends a request, follows its redirects by the rule for origins, checks the status, and sends it again if it
 * failed and that is worth it. What `read` makes of the answer is a part of the attempt: a `PageError`
 * from it with the code `NETWORK` leads to another one. The answer is closed when `read` is over; a reader of
 * the body that `read` has made must have been read to the end or cancelled by then.
 * @param signal gives up at once, with its reason; nothing stays on it
 * @throws PageError, HttpError, the signal's reason, and what hooks throw
 */
export async function request<R>(
  target: RequestTarget,
  plan: RequestPlan,
  signal: AbortSignal,
  read: (opened: OpenResponse) => Promise<R>,
): Promise<R> {
  const total = await startClock(target, plan, signal)
  try {
    return await withRetries(target, plan, total.signal, async (attempt) => {
      const opened = await openOnce(target, plan, total.signal, attempt)
      try {
        return await read(opened)
      } catch (error) {
        throw opened.signal.aborted ? opened.signal.reason : error
      } finally {
        // Not closed: the abort of a request that is over costs as much as the rest of this file.
        opened.release()
      }
    })
  } finally {
    total.unlink()
  }
}

/**
 * As {@link request}, for a body that is streamed: the attempts and their time end with the headers.
 * Whoever gets the answer has to close it.
 */
export async function openResponse(
  target: RequestTarget,
  plan: RequestPlan,
  signal: AbortSignal,
): Promise<OpenResponse> {
  const total = await startClock(target, plan, signal)
  try {
    const opened = await withRetries(target, plan, total.signal, async (attempt) => {
      const response = await openOnce(target, plan, total.signal, attempt)
      response.stopTimer()
      return response
    })
    total.stopTimer()
    const close = (): void => {
      opened.close()
      total.unlink()
    }
    const { response, url, withoutHeaders, signal: ended } = opened
    return { response, url, withoutHeaders, signal: ended, close }
  } catch (error) {
    total.unlink()
    throw error
  }
}

async function startClock(
  { place }: RequestTarget,
  { pace, totalTimeoutMs }: RequestPlan,
  signal: AbortSignal,
): Promise<LinkedAbort> {
  // Before the clock: to wait for a turn is no failure.
  await pace(signal)
  const total = linkedAbort(signal)
  total.startTimer(totalTimeoutMs, () => timedOut(place, 'totalTimeoutMs', totalTimeoutMs))
  return total
}

interface OpenedOnce extends OpenResponse {
  stopTimer(): void
  /** Lets go of everything but a body that somebody has begun to read. */
  release(): void
}

async function openOnce(
  target: RequestTarget,
  plan: RequestPlan,
  parent: AbortSignal,
  attempt: number,
): Promise<OpenedOnce> {
  const { place } = target
  const { attemptTimeoutMs } = plan
  const link = linkedAbort(parent)
  const { signal, stopTimer } = link
  const startTimer = (): void =>
    link.startTimer(attemptTimeoutMs, () => timedOut(place, 'attemptTimeoutMs', attemptTimeoutMs))
  try {
    const sent = await sendOnce(target, plan, signal, attempt, startTimer)
    const { body } = sent.response
    const cancel = (): void => {
      if (body?.locked === false) void body.cancel().catch(() => {})
    }
    // A body that a `fetch` of the caller made may know nothing of the signal.
    signal.addEventListener('abort', cancel, { once: true })
    const release = (): void => {
      signal.removeEventListener('abort', cancel)
      cancel()
      link.unlink()
    }
    const close = (): void => {
      release()
      // Ends a body that somebody has begun to read; one that was read to its end does not notice.
      link.abort(CLOSED)
    }
    return { ...sent, signal, close, release, stopTimer }
  } catch (error) {
    const reason: unknown = signal.aborted ? signal.reason : error
    link.unlink()
    throw reason
  }
}

function timedOut(place: PagePlace, option: string, milliseconds: number): PageError {
  return new PageError('TIMEOUT', place, `no answer within the ${option} of ${milliseconds} ms`)
}
