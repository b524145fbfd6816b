import { show } from './check.ts'
import { findItems, type FindItems } from './findItems.ts'
import { PageError, type PagePlace } from './pageError.ts'
import { redactUrl } from './redactUrl.ts'
import { requestPage, type RequestOptions } from './requestPage.ts'
import { resolveTarget } from './resolveTarget.ts'
import type { Page, Strategy } from './strategy.ts'

/** What a run has to know, checked and with the defaults filled in. */
export interface Plan<T> extends RequestOptions {
  readonly strategy: Strategy
  readonly items: FindItems<T> | undefined
  readonly maxPages: number
}

/** One run: requests page after page, each when the one before it has been consumed. */
export async function* readPages<T>(
  plan: Plan<T>,
  signal: AbortSignal,
): AsyncGenerator<readonly T[], void> {
  const { home, strategy, maxPages } = plan
  const first = strategy.first?.(home.href) ?? home.href
  const read = new Set<string>()
  let url = resolveTarget(first, home.href, home, { url: home, number: 1 }, 'first page')
  for (let number = 1; ; number++) {
    read.add(url.href)
    const received = await requestPage(url, number, plan, signal)
    const place = { url: received.url, number }
    if (received.url !== url.href) {
      // Some servers redirect every page that they do not have to the first.
      if (read.has(received.url)) throw circle({ url, number }, received.url)
      read.add(received.url)
    }
    const items = findItems(place, received, plan.items)
    yield items

    const { headers } = received.response
    const next = nextOf(strategy, {
      ...place,
      requestUrl: url.href,
      headers,
      body: received.body,
      items,
    })
    if (next === undefined) return
    url = resolveTarget(next, received.url, home, place, 'next page')
    if (read.has(url.href)) throw circle(place, url.href)
    if (number >= maxPages) {
      throw new PageError(
        'TOO_MANY_PAGES',
        place,
        `maxPages is ${maxPages}, and there is another page: give a higher maxPages, or take(count) ` +
          'to stop without an error',
      )
    }
  }
}

function nextOf(strategy: Strategy, page: Page): string | URL | undefined {
  const next: unknown = strategy.next(page) ?? undefined
  if (next === undefined || typeof next === 'string' || next instanceof URL) return next
  throw new TypeError(
    `paginate: strategy.next must return a string, a URL, null or undefined, got ${show(next)}`,
  )
}

function circle(place: PagePlace, target: string): PageError {
  return new PageError(
    'REPEATED_URL',
    place,
    `leads to ${redactUrl(target)}, which this run has read already: the pages would go round in circles`,
  )
}
