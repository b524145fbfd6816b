import {
  checkBoolean,
  checkChoice,
  checkMilliseconds,
  checkOptionalFunction,
  checkOptions,
  checkSignal,
  checkWhole,
  show,
} from './check.ts'
import { guardedFetch } from './guardedFetch.ts'
import { rateLimit } from './rateLimit.ts'
import type { RequestOptions, RetryOptions } from './requestOptions.ts'
import { isSameOrigin } from './resolveTarget.ts'

/** What sends a request. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** The options of a source's requests, checked and with the defaults filled in. The same for all its runs. */
export interface RequestPlan {
  /** The first URL. Its origin is the only one that gets the headers. */
  readonly home: URL
  readonly headers: Headers
  readonly accept: string
  readonly fetchFor: (url: URL) => Fetch
  readonly retry: RetryPlan
  readonly attemptTimeoutMs: number
  readonly totalTimeoutMs: number
  readonly crossOrigin: 'refuse' | 'without-headers'
  /** Waits until the rate limit allows a request, and counts it. */
  readonly pace: (signal: AbortSignal) => Promise<void>
  readonly onRequest: RequestOptions['onRequest']
  readonly onResponse: RequestOptions['onResponse']
  readonly onRetry: RequestOptions['onRetry']
}

interface RetryPlan {
  readonly retries: number
  readonly minDelayMs: number
  readonly maxDelayMs: number
  readonly maxRetryAfterMs: number
  readonly methods: ReadonlySet<string>
  readonly isWorthIt: (status: number) => boolean
}

/** What is sent where the options say nothing else. */
interface RequestDefaults {
  readonly accept?: string
  readonly headers?: RequestInit['headers']
}

/**
 * Checks the options of requests.
 * @param name the function whose options they are
 * @throws TypeError or RangeError
 */
export function planRequests(
  name: string,
  home: URL,
  options: RequestOptions,
  { accept = 'application/json', headers }: RequestDefaults = {},
): RequestPlan {
  const { attemptTimeoutMs = 60_000, totalTimeoutMs = 600_000, crossOrigin = 'refuse' } = options
  for (const callback of ['fetch', 'onRequest', 'onResponse', 'onRetry'] as const) {
    checkOptionalFunction(name, callback, options[callback])
  }
  checkSignal(name, options.signal)
  checkMilliseconds(name, 'attemptTimeoutMs', attemptTimeoutMs, 1, 'infinite')
  checkMilliseconds(name, 'totalTimeoutMs', totalTimeoutMs, 1, 'infinite')
  checkChoice(name, 'crossOrigin', crossOrigin, ['refuse', 'without-headers'])
  return {
    home,
    headers: toHeaders(name, [headers, options.headers], accept),
    accept,
    fetchFor: chooseFetch(name, home, options),
    retry: planRetries(name, options.retry ?? {}),
    attemptTimeoutMs,
    totalTimeoutMs,
    crossOrigin,
    pace: rateLimit(name, options.rateLimit),
    onRequest: options.onRequest,
    onResponse: options.onResponse,
    onRetry: options.onRetry,
  }
}

function planRetries(name: string, options: RetryOptions): RetryPlan {
  checkOptions(`${name}: retry`, options)
  const { retries = 4, minDelayMs = 500, maxDelayMs = 30_000, maxRetryAfterMs = 60_000 } = options
  const { methods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'], statuses } = options
  checkWhole(name, 'retry.retries', retries, 0)
  checkMilliseconds(name, 'retry.minDelayMs', minDelayMs, 0)
  checkMilliseconds(name, 'retry.maxDelayMs', maxDelayMs, 0)
  checkMilliseconds(name, 'retry.maxRetryAfterMs', maxRetryAfterMs, 0)
  checkEach(name, 'retry.methods', methods, 'a string', (method) => typeof method === 'string')
  checkEach(name, 'retry.statuses', statuses ?? [], 'a status', Number.isInteger)
  const chosen = statuses && new Set(statuses)
  return {
    retries,
    minDelayMs,
    maxDelayMs,
    maxRetryAfterMs,
    methods: new Set(methods.map((method) => method.toUpperCase())),
    isWorthIt: (status) =>
      chosen?.has(status) ?? (status === 408 || status === 429 || (status >= 500 && status <= 599)),
  }
}

function checkEach(
  name: string,
  parameter: string,
  value: unknown,
  what: string,
  isGood: (item: unknown) => boolean,
): void {
  if (!Array.isArray(value)) {
    throw new TypeError(`${name}: ${parameter} must be an array, got ${show(value)}`)
  }
  const bad = value.findIndex((item) => !isGood(item))
  if (bad === -1) return
  throw new TypeError(
    `${name}: ${parameter} must hold nothing but ${what} each, got ${show(value[bad])} at index ${bad}`,
  )
}

/** Chooses who sends: the guard knows the addresses that it connects to, and a `fetch` of the caller does not tell. */
function chooseFetch(name: string, home: URL, options: RequestOptions): RequestPlan['fetchFor'] {
  const { fetch: own, allowPrivateAddresses: allowed, crossOrigin } = options
  checkBoolean(name, 'allowPrivateAddresses', allowed)
  if (own !== undefined && allowed === false) {
    throw new TypeError(
      `${name}: allowPrivateAddresses: false excludes fetch, because what that connects to cannot be checked`,
    )
  }
  if (own !== undefined && allowed === undefined && crossOrigin === 'without-headers') {
    throw new TypeError(
      `${name}: crossOrigin: 'without-headers' with fetch needs allowPrivateAddresses: true, because ` +
        'what fetch connects to cannot be checked',
    )
  }
  const free: Fetch = own ?? ((url, init) => globalThis.fetch(url, init))
  return (url) => ((allowed ?? isSameOrigin(url, home)) ? free : guardedFetch)
}

function toHeaders(
  name: string,
  layers: readonly RequestInit['headers'][],
  accept: string,
): Headers {
  const headers = new Headers()
  try {
    for (const layer of layers) new Headers(layer).forEach((value, key) => headers.set(key, value))
  } catch {
    // Without the cause, which shows what was given: it may be a password with a line end.
    throw new TypeError(`${name}: headers must be what new Headers() takes`)
  }
  if (!headers.has('accept')) headers.set('accept', accept)
  return headers
}
