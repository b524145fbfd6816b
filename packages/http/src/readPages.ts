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
import { redactUrl } from './redactUrl.ts'
import { requestPage, type PagePlan, type ReceivedPage } from './requestPage.ts'
import type { Page, Strategy } from './strategy.ts'

/** What a run has to know, checked and with the defaults filled in. */
export interface Plan<T> extends PagePlan {
  readonly strategy: Strategy
  readonly items: FindItems<T> | undefined
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

/** A page, as `paginate.pages` delivers it. */
export interface DeliveredPage<T> extends Page<T> {
  /**
   * What to give to `resumeFrom` to go on after this page; `undefined` if it was the last. Where the next page is
   * refused with an error, and where `maxItems` cuts the page, it is the `state` of this one.
   */
  readonly nextState: PageState | undefined
}

/** What comes after a page. */
type Outlook =
  | { readonly next: PageRequest; readonly error?: undefined }
  | { readonly next?: undefined; readonly error?: { readonly error: unknown } }

/** A page and what comes after it; no page if what was received is one that was read before. */
interface Turn<T> {
  readonly page: DeliveredPage<T> | undefined
  readonly after: Outlook
}

const END: Outlook = {}

/** One run: requests page after page, each when the one before it has been consumed, or one ahead. */
export async function* readPages<T>(
  plan: Plan<T>,
  signal: AbortSignal,
): AsyncGenerator<DeliveredPage<T>, void> {
  if (plan.maxItems === 0) return
  const caller = await plan.caller()
  const run = new Run(plan, caller, signal)
  let ahead: Promise<Turn<T>> | undefined = run.take(begin(plan, caller))
  for (;;) {
    const { page, after } = await ahead
    if (page === undefined) {
      if (after.error !== undefined) throw after.error.error
      return
    }
    ahead = undefined
    if (after.next !== undefined && plan.prefetch === 1) {
      ahead = run.take(after.next)
      // Told when the page before has been consumed, or never.
      ahead.catch(() => {})
    }
    plan.onPage?.(page)
    yield page
    if (after.error !== undefined) throw after.error.error
    if (after.next === undefined) return
    ahead ??= run.take(after.next)
  }
}

function begin<T>(plan: Plan<T>, caller: CallerRequest): PageRequest {
  const { strategy, resumeFrom, home } = plan
  if (resumeFrom !== undefined) return resumedRequest(resumeFrom, caller, plan)
  return firstRequest(strategy.first?.(home.href) ?? home, caller, plan)
}

/** What one run has seen so far. */
class Run<T> {
  readonly #plan: Plan<T>
  readonly #caller: CallerRequest
  readonly #signal: AbortSignal
  readonly #seen = new Set<string>()
  #pages = 0
  #items = 0

  constructor(plan: Plan<T>, caller: CallerRequest, signal: AbortSignal) {
    this.#plan = plan
    this.#caller = caller
    this.#signal = signal
  }

  async take(request: PageRequest): Promise<Turn<T>> {
    const plan = this.#plan
    this.#seen.add(fingerprint(request, request.url.href))
    const received = await requestPage(request, plan, this.#signal)
    const { url, response, body } = received
    if (url !== request.url.href) {
      // Some servers redirect every page that they do not have to the first.
      const arrived = fingerprint(request, url)
      if (this.#seen.has(arrived))
        return { page: undefined, after: this.#repeated(request.place, url) }
      this.#seen.add(arrived)
    }
    const place: PagePlace = { ...request.place, url }
    const find = plan.items ?? (plan.strategy.items as FindItems<T> | undefined)
    if (response.status !== 204) atPage(place, () => plan.strategy.check?.(body))
    const found =
      response.status === 204 ? [] : atPage(place, () => findItems(place, received, find))
    this.#pages++
    const page: Page<T> = {
      number: request.number,
      requestUrl: request.url.href,
      requestBody: request.ownBody,
      url,
      headers: response.headers,
      body,
      items: found,
      state: request.state,
    }
    const left = plan.maxItems - this.#items
    this.#items += found.length
    if (found.length > left) {
      const items = found.slice(0, left)
      return { page: { ...page, items, nextState: page.state }, after: END }
    }
    const after = this.#outlook(request, received, page)
    const nextState = after.error === undefined ? after.next?.state : page.state
    const isEnd = found.length === left || (plan.endsAtMaxPages && this.#pages === plan.maxPages)
    return { page: { ...page, nextState }, after: isEnd ? END : after }
  }

  #outlook(request: PageRequest, received: ReceivedPage, page: Page<T>): Outlook {
    const plan = this.#plan
    const place: PagePlace = { ...request.place, url: received.url }
    try {
      if (received.response.status === 204) return END
      const target = atPage(place, () => plan.strategy.next(page)) ?? undefined
      if (target === undefined) return END
      const next = nextRequest(target, request, received, this.#caller, plan)
      if (this.#seen.has(fingerprint(next, next.url.href))) {
        return this.#repeated(place, next.url.href)
      }
      if (plan.endsAtMaxPages || this.#pages < plan.maxPages) return { next }
      throw new PageError(
        'TOO_MANY_PAGES',
        place,
        `there are more than ${plan.maxPages} pages, which is where a run without maxPages gives up: ` +
          'give maxPages to allow more, or fewer',
      )
    } catch (error) {
      return { error: { error } }
    }
  }

  #repeated(place: PagePlace, target: string): Outlook {
    if (this.#plan.onRepeat === 'stop') return END
    const error = new PageError(
      'REPEATED_PAGE',
      place,
      `leads to ${redactUrl(target)}, which this run has read already: the pages would go round in ` +
        "circles (onRepeat: 'stop' makes that the end)",
    )
    return { error: { error } }
  }
}
