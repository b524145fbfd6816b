import type { StandardSchemaV1 } from '@standard-schema/spec'
import { atPage } from './badPage.ts'
import { findItems, type FindItems } from './findItems.ts'
import { PageError, type PagePlace } from './pageError.ts'
import {
  fingerprint,
  firstRequest,
  nextRequest,
  resumedRequest,
  type CallerRequest,
  type PageRequest,
} from './pageRequest.ts'
import type { PageState } from './pageState.ts'
import { parseItems } from './parseItems.ts'
import { redactUrl } from './redactUrl.ts'
import { requestPage, type PagePlan, type ReceivedPage } from './requestPage.ts'
import type { Page, Strategy } from './strategy.ts'

/** What a run has to know, checked and with the defaults filled in. */
export interface Plan<T> extends PagePlan {
  readonly strategy: Strategy
  readonly items: FindItems<unknown> | undefined
  readonly parse: StandardSchemaV1<unknown, T> | undefined
  /** Gives the caller's request, whose body may have to be read first. */
  readonly caller: () => Promise<CallerRequest>
  readonly resumeFrom: PageState | undefined
  readonly prefetch: 0 | 1
  readonly maxPages: number
  /** Whether the end at `maxPages` is what the caller asked for, and no error. */
  readonly endsAtMaxPages: boolean
  readonly maxItems: number
  readonly onRepeat: 'throw' | 'stop'
  readonly onPage: ((page: DeliveredPage<T>) => void) | undefined
}

/**
 * A page, as `paginate.pages` delivers it.
 *
 * @example
 * ```ts
 * import { drain, pipe } from '@rivulet/core'
 * import { byPage, paginate, type DeliveredPage } from '@rivulet/http'
 *
 * // A line for the log, whatever the items are.
 * const show = ({ number, items, nextState }: DeliveredPage<unknown>): string =>
 *   `page ${number}: ${items.length} items${nextState === undefined ? ', the last' : ''}`
 *
 * const letters = paginate('https://api.example.com/letters', {
 *   strategy: byPage(),
 *   // Stands in for the server.
 *   fetch: async (url) => Response.json(url.endsWith('=1') ? ['a', 'b'] : []),
 *   onPage: (page) => console.log(show(page)),
 * })
 * await pipe(letters, drain())
 * // page 1: 2 items
 * // page 2: 0 items, the last
 * ```
 */
export interface DeliveredPage<T> extends Page<T> {
  /**
   * What to give to `resumeFrom` to go on after this page; `undefined` if it was the last. Where the next page is
   * refused with an error, and where `maxItems` cuts the page, it is the `state` of this one.
   */
  readonly nextState: PageState | undefined
}

const END = { kind: 'end' } as const

/** What comes after a page. */
type Outlook =
  | typeof END
  | { readonly kind: 'request'; readonly request: PageRequest }
  | { readonly kind: 'error'; readonly error: unknown }

/** A page and what comes after it; no page where what was received is one that was read before. */
export interface Turn<T> {
  readonly page: DeliveredPage<T> | undefined
  readonly after: Outlook
}

/** One run: requests page after page, each when the one before it has been consumed, or one ahead. */
export async function* readPages<T>(
  plan: Plan<T>,
  signal: AbortSignal,
): AsyncGenerator<DeliveredPage<T>, void> {
  if (plan.maxItems === 0) return
  const caller = await plan.caller()
  const run = new Run(plan, caller, signal)
  let turn = run.take(begin(plan, caller))
  for (;;) {
    const { page, after } = await turn
    const isAhead = after.kind === 'request' && plan.prefetch === 1
    if (isAhead) {
      turn = run.take(after.request)
      // Told when the page before has been consumed, or never.
      turn.catch(() => {})
    }
    if (page !== undefined) {
      plan.onPage?.(page)
      yield page
    }
    if (after.kind === 'error') throw after.error
    if (after.kind === 'end') return
    if (!isAhead) turn = run.take(after.request)
  }
}

function begin<T>(plan: Plan<T>, caller: CallerRequest): PageRequest {
  const { strategy, resumeFrom, home } = plan
  if (resumeFrom !== undefined) return resumedRequest(resumeFrom, caller, plan)
  return firstRequest(strategy.first?.(home.href) ?? home, caller, plan)
}

/** What one run has seen so far, and how far it may go. */
class Run<T> {
  readonly #plan: Plan<T>
  readonly #caller: CallerRequest
  readonly #signal: AbortSignal
  readonly #seen = new Set<string>()
  #pagesLeft: number
  #itemsLeft: number

  constructor(plan: Plan<T>, caller: CallerRequest, signal: AbortSignal) {
    this.#plan = plan
    this.#caller = caller
    this.#signal = signal
    this.#pagesLeft = plan.maxPages
    this.#itemsLeft = plan.maxItems
  }

  /** Requests a page, and finds out what comes after it before anybody has to know. */
  async take(request: PageRequest): Promise<Turn<T>> {
    this.#seen.add(fingerprint(request, request.url.href))
    const received = await requestPage(request, this.#plan, this.#signal)
    if (received.url !== request.url.href) {
      // Some servers redirect every page that they do not have to the first.
      const arrived = fingerprint(request, received.url)
      if (this.#seen.has(arrived)) {
        return { page: undefined, after: this.#repeated(request.place, received.url) }
      }
      this.#seen.add(arrived)
    }
    const page = this.#toPage(request, received)
    const after = this.#outlook(request, received, page)
    const turn = this.#limit(page, after)
    const { parse } = this.#plan
    return parse === undefined ? turn : parseItems(turn, parse)
  }

  #toPage(request: PageRequest, received: ReceivedPage): Page<T> {
    const { url, response, body } = received
    return {
      number: request.number,
      requestUrl: request.url.href,
      requestBody: request.ownBody,
      url,
      headers: response.headers,
      body,
      items: response.status === 204 ? [] : this.#itemsOf(received, { ...request.place, url }),
      state: request.state,
    }
  }

  #itemsOf(received: ReceivedPage, place: PagePlace): readonly T[] {
    const { items, strategy } = this.#plan
    atPage(place, ['the strategy', 'NO_ITEMS'], () => strategy.check?.(received.body))
    // What they find is something else than `T` if `parse` makes that of it, which comes later.
    const find = (items ?? strategy.items) as FindItems<T> | undefined
    return findItems(place, received, find)
  }

  #outlook(request: PageRequest, received: ReceivedPage, page: Page<T>): Outlook {
    const plan = this.#plan
    const place: PagePlace = { ...request.place, url: received.url }
    if (received.response.status === 204) return END
    try {
      const target = atPage(place, ['the strategy', 'BAD_NEXT'], () => plan.strategy.next(page))
      if (target === undefined || target === null) return END
      const next = nextRequest(target, request, received, this.#caller, plan)
      const isRepeated = this.#seen.has(fingerprint(next, next.url.href))
      return isRepeated ? this.#repeated(place, next.url.href) : { kind: 'request', request: next }
    } catch (error) {
      return { kind: 'error', error }
    }
  }

  /** Keeps to `maxItems` and `maxPages`. */
  #limit(page: Page<T>, after: Outlook): Turn<T> {
    const { maxPages, endsAtMaxPages } = this.#plan
    const wanted = this.#itemsLeft
    if (page.items.length > wanted) {
      const items = page.items.slice(0, wanted)
      return { page: { ...page, items, nextState: page.state }, after: END }
    }
    this.#itemsLeft -= page.items.length
    this.#pagesLeft--
    const delivered = { ...page, nextState: stateAfter(page, after) }
    if (this.#itemsLeft === 0) return { page: delivered, after: END }
    if (this.#pagesLeft > 0 || after.kind !== 'request') return { page: delivered, after }
    if (endsAtMaxPages) return { page: delivered, after: END }
    const error = new PageError(
      'TOO_MANY_PAGES',
      { url: page.url, number: page.number, state: after.request.state },
      `there are more than ${maxPages} pages, which is where a run without maxPages gives up: ` +
        'give maxPages to allow more, or fewer',
    )
    return { page: delivered, after: { kind: 'error', error } }
  }

  #repeated(place: PagePlace, target: string): Outlook {
    if (this.#plan.onRepeat === 'stop') return END
    const error = new PageError(
      'REPEATED_PAGE',
      place,
      `leads to ${redactUrl(target)}, which this run has read already: the pages would go round in ` +
        "circles (onRepeat: 'stop' makes that the end)",
    )
    return { kind: 'error', error }
  }
}

function stateAfter(page: Page, after: Outlook): PageState | undefined {
  if (after.kind === 'error') return page.state
  return after.kind === 'request' ? after.request.state : undefined
}
