import { isObject } from '@rivulet/checks'
import { hash } from 'node:crypto'
import { checkMethod, isPlain, show } from './check.ts'
import type { PageState } from './pageState.ts'
import { PageError, type PagePlace } from './pageError.ts'
import type { RequestTarget } from './request.ts'
import type { RequestPlan } from './requestPlan.ts'
import { isSameOrigin, resolveTarget } from './resolveTarget.ts'
import type { PageTarget } from './strategy.ts'

/** The request of one page: what is sent, and how to say it in JSON. */
export interface PageRequest extends RequestTarget {
  readonly number: number
  readonly withoutHeaders: boolean
  readonly state: PageState
  /** The body that the strategy made, as JSON. */
  readonly ownBody: string | undefined
}

/** The request that the caller gave: the strategy's are made from it. */
export interface CallerRequest {
  readonly method: string
  readonly body: string | Uint8Array<ArrayBuffer> | undefined
  /** Whether the body is JSON that we made, and says so. */
  readonly isJson: boolean
}

/** What a request is made from. */
interface Parts {
  readonly number: number
  readonly url: URL
  readonly method: string
  readonly ownBody: string | undefined
  readonly isRepeatable: boolean | undefined
  readonly withoutHeaders: boolean
}

function makeRequest(parts: Parts, caller: CallerRequest, plan: RequestPlan): PageRequest {
  const { number, url, method, ownBody, isRepeatable, withoutHeaders } = parts
  const state: PageState = {
    version: 1,
    page: number,
    url: url.href,
    ...((method !== caller.method || ownBody !== undefined) && { method }),
    ...(ownBody !== undefined && { body: ownBody }),
    ...(isRepeatable === true && { isRepeatable }),
    ...(withoutHeaders && { withoutHeaders }),
  }
  const place = { url, number, state }
  const body = ownBody ?? (method === 'GET' || method === 'HEAD' ? undefined : caller.body)
  if (body !== undefined && !isSameOrigin(url, plan.home)) {
    throw new PageError('CROSS_ORIGIN', place, 'the request would take its body to another origin')
  }
  const isJson = ownBody !== undefined || (body !== undefined && caller.isJson)
  const headers =
    isJson && !plan.headers.has('content-type') ? { 'content-type': 'application/json' } : undefined
  return { ...parts, body, headers, state, place }
}

/** The first request of a run that begins at the beginning. */
export function firstRequest(
  target: unknown,
  caller: CallerRequest,
  plan: RequestPlan,
): PageRequest {
  const place = { url: plan.home, number: 1 }
  const { url = plan.home, ...rest } = readTarget(target, 'first', { method: caller.method })
  const resolved = resolveTarget(url, plan.home.href, plan, place, 'first page')
  const withoutHeaders = !isSameOrigin(resolved, plan.home)
  return makeRequest({ number: 1, url: resolved, withoutHeaders, ...rest }, caller, plan)
}

/** The request after a page, from what the strategy answered. */
export function nextRequest(
  target: unknown,
  before: PageRequest,
  received: { readonly url: string; readonly withoutHeaders: boolean },
  caller: CallerRequest,
  plan: RequestPlan,
): PageRequest {
  const place: PagePlace = { url: received.url, number: before.number, state: before.state }
  const { url, ...rest } = readTarget(target, 'next', before)
  // Without a URL of its own it is the one that was asked for, and not where that was redirected to.
  const resolved = resolveTarget(url ?? before.url, received.url, plan, place, 'next page')
  const withoutHeaders = received.withoutHeaders || !isSameOrigin(resolved, plan.home)
  return makeRequest(
    { number: before.number + 1, url: resolved, withoutHeaders, ...rest },
    caller,
    plan,
  )
}

/** The request of a page whose state was kept. */
export function resumedRequest(
  state: PageState,
  caller: CallerRequest,
  plan: RequestPlan,
): PageRequest {
  const place: PagePlace = { url: state.url, number: state.page, state }
  const url = resolveTarget(state.url, plan.home.href, plan, place, 'resumed page')
  const parts = {
    number: state.page,
    url,
    method: state.method ?? caller.method,
    ownBody: state.body,
    isRepeatable: state.isRepeatable,
    withoutHeaders: state.withoutHeaders === true || !isSameOrigin(url, plan.home),
  }
  return makeRequest(parts, caller, plan)
}

/**
 * What tells a request from others, short: a run remembers it for each page. 128 bits of a hash are 50 bytes
 * in the memory, however long the URLs are.
 */
export function fingerprint({ method, ownBody }: PageRequest, url: string): string {
  return hash('sha256', `${method} ${url}\n${ownBody ?? ''}`, 'latin1' as 'hex').slice(0, 16)
}

function readTarget(
  target: unknown,
  origin: 'first' | 'next',
  before: Pick<RequestTarget, 'method' | 'isRepeatable'> & {
    readonly ownBody?: string | undefined
  },
): Pick<Parts, 'method' | 'ownBody' | 'isRepeatable'> & Pick<PageTarget, 'url'> {
  const given = typeof target === 'string' || target instanceof URL ? { url: target } : target
  if (!isPageTarget(given)) {
    throw new TypeError(
      `paginate: strategy.${origin} must return a string, a URL, a PageTarget` +
        `${origin === 'next' ? ', null or undefined' : ''}, got ${show(target)}`,
    )
  }
  const { url, body, isRepeatable = before.isRepeatable } = given
  const method = given.method ?? (body && before.method === 'GET' ? 'POST' : before.method)
  checkMethod(`paginate: strategy.${origin}`, method, body)
  const bodyBefore = /^(?:get|head)$/i.test(method) ? undefined : before.ownBody
  const ownBody = body === undefined ? bodyBefore : JSON.stringify(body)
  return { url, method: method.toUpperCase(), ownBody, isRepeatable }
}

function isPageTarget(value: unknown): value is PageTarget {
  if (!isObject(value)) return false
  const { url, body, method } = value as { url?: unknown; body?: unknown; method?: unknown }
  return (
    (url !== undefined || body !== undefined) &&
    (url === undefined || typeof url === 'string' || url instanceof URL) &&
    (body === undefined || isPlain(body)) &&
    (method === undefined || typeof method === 'string')
  )
}
