import { checkMethod, checkOptions, checkUrl, isPlain, show } from './check.ts'
import type { CallerRequest } from './pageRequest.ts'

/**
 * The first request, for one that is no mere GET of a URL.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { paginate, type PaginateRequest } from '@rivulet/http'
 *
 * // A search is a POST: every page is asked for with this body.
 * const search = (text: string): PaginateRequest => ({
 *   url: 'https://api.example.com/search',
 *   body: { text },
 * })
 *
 * const hits = paginate<string>(search('fig'), {
 *   strategy: () => null, // one page
 *   fetch: async (_, { body }) => Response.json([String(body)]), // stands in for the server
 * })
 * console.log(await pipe(hits, toArray())) // ['{"text":"fig"}']
 * ```
 */
export interface PaginateRequest {
  /** Absolute, http: or https:. */
  readonly url: string | URL
  /** @default 'GET', or 'POST' if there is a body */
  readonly method?: string | undefined
  /** An object is sent as JSON. */
  readonly body?: string | Uint8Array<ArrayBuffer> | object | undefined
  /** Sent as the `headers` of the options are, which win where both name the same. */
  readonly headers?: RequestInit['headers']
}

/** What `paginate` was given to request, checked. */
export interface Caller {
  readonly home: URL
  readonly headers: RequestInit['headers']
  readonly signal: AbortSignal | undefined
  /** Gives the same for every run. */
  readonly request: () => Promise<CallerRequest>
}

/** @throws TypeError or RangeError */
export function checkCaller(name: string, value: string | URL | Request | PaginateRequest): Caller {
  if (typeof value === 'string' || value instanceof URL) {
    const home = checkUrl(name, value)
    const request = { method: 'GET', body: undefined, isJson: false }
    return { home, headers: undefined, signal: undefined, request: async () => request }
  }
  if (value instanceof Request) return fromRequest(name, value)
  if (typeof value !== 'object' || value === null) {
    throw new TypeError(
      `${name}: url must be a string, a URL, a Request or an object with a url, got ${show(value)}`,
    )
  }
  return fromObject(name, value)
}

function fromRequest(name: string, value: Request): Caller {
  if (value.bodyUsed) throw new TypeError(`${name}: the body of the Request has been read already`)
  let body: Promise<Uint8Array<ArrayBuffer>> | undefined
  return {
    home: checkUrl(name, value.url),
    headers: value.headers,
    signal: value.signal,
    async request() {
      if (value.body === null) return { method: value.method, body: undefined, isJson: false }
      // Read once and from a copy, because every page and every run sends it again.
      body ??= value
        .clone()
        .arrayBuffer()
        .then((bytes) => new Uint8Array(bytes))
      return { method: value.method, body: await body, isJson: false }
    },
  }
}

function fromObject(name: string, value: PaginateRequest): Caller {
  checkOptions(name, value)
  const { url, body, method = body === undefined ? 'GET' : 'POST' } = value
  const home = checkUrl(name, url)
  checkMethod(name, method, body)
  const isJson = isPlain(body)
  if (body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array) && !isJson) {
    throw new TypeError(
      `${name}: body must be a string, a Uint8Array, or a plain object or array to send as JSON, ` +
        `got ${show(body)}`,
    )
  }
  // Now, and not for each request: what is sent does not change with the object.
  const sent = isJson
    ? JSON.stringify(body)
    : (body as string | Uint8Array<ArrayBuffer> | undefined)
  const request = { method: method.toUpperCase(), body: sent, isJson }
  return { home, headers: value.headers, signal: undefined, request: async () => request }
}
