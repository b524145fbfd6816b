import { setTimeout as sleep } from 'node:timers/promises'
import pRetry from 'p-retry'
import { HttpError } from './httpError.ts'
import { PageError } from './pageError.ts'
import { redactUrl } from './redactUrl.ts'
import type { RequestTarget } from './request.ts'
import type { RequestPlan } from './requestPlan.ts'

/**
 * Makes attempts until one succeeds, or fails in a way that is not worth another, or there have been enough.
 * The waits between them grow exponentially, with jitter, on top of what the server asked to wait; an abort ends
 * them at once.
 *
 * p-retry makes them, because its waits heed a signal: those of exponential-backoff have none, and cockatiel's
 * sleep on. 7 is its last version for Node 20.
 * @param attempt gets its number, from 1
 */
export async function withRetries<R>(
  { place, method, isRepeatable }: RequestTarget,
  { retry, pace, onRetry }: RequestPlan,
  signal: AbortSignal,
  attempt: (number: number) => Promise<R>,
): Promise<R> {
  const mayRepeat = isRepeatable === true || retry.methods.has(method)

  const attemptInTurn = async (number: number): Promise<Outcome<R>> => {
    try {
      if (number > 1) await pace(signal)
      return { value: await attempt(number) }
    } catch (error) {
      if (mayRepeat && !signal.aborted && isTransient(error, retry)) throw error
      // Not thrown: p-retry has an opinion on TypeErrors and on what is no error at all.
      return { error }
    }
  }

  const waitForServer = async (error: PageError, number: number, left: number): Promise<void> => {
    const asked = error instanceof HttpError ? error.retryAfterMs : undefined
    const retryAfterMs = asked === undefined ? undefined : Math.min(asked, retry.maxRetryAfterMs)
    const { url, number: page } = place
    const event = { url: redactUrl(url), method, page, attempt: number }
    onRetry?.({ ...event, error, retriesLeft: left, retryAfterMs })
    if (retryAfterMs !== undefined) await sleep(retryAfterMs, undefined, { signal })
  }

  let interrupted: { readonly error: unknown } | undefined
  try {
    const outcome = await pRetry(attemptInTurn, {
      retries: retry.retries,
      minTimeout: retry.minDelayMs,
      maxTimeout: retry.maxDelayMs,
      randomize: true,
      signal,
      async shouldRetry({ error, attemptNumber, retriesLeft }) {
        try {
          await waitForServer(error as PageError, attemptNumber, retriesLeft)
          return true
        } catch (thrown) {
          interrupted = { error: thrown }
          return false
        }
      },
    })
    if ('value' in outcome) return outcome.value
    interrupted = outcome
  } catch (error) {
    interrupted ??= { error }
  }
  throw signal.aborted ? signal.reason : interrupted.error
}

type Outcome<R> = { readonly value: R } | { readonly error: unknown }

function isTransient(error: unknown, retry: RequestPlan['retry']): boolean {
  if (error instanceof HttpError) return retry.isWorthIt(error.status)
  return error instanceof PageError && (error.code === 'NETWORK' || error.code === 'TIMEOUT')
}
