import { isObject } from '@rivulet/checks'
import { fromBatches, map, pipe, withSignal, type Flow } from '@rivulet/core'
import type { StandardSchemaV1 } from '@standard-schema/spec'
import { checkCaller, type PaginateRequest } from './callerRequest.ts'
import { checkChoice, checkOptionalFunction, checkOptions, checkWhole, show } from './check.ts'
import { checkState, type PageState } from './pageState.ts'
import { readPages, type DeliveredPage, type Plan } from './readPages.ts'
import type { RequestOptions } from './requestOptions.ts'
import { planRequests } from './requestPlan.ts'
import type { Strategy } from './strategy.ts'
import { checkSchema } from './validate.ts'

/**
 * The options of {@link paginate}.
 * @typeParam R what `items` finds
 * @typeParam T what is delivered: the same, unless `parse` makes something else of it
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { byLink, paginate, type PaginateOptions } from '@rivulet/http'
 *
 * // A client of your own: what is the same for all lists of an API, and an address.
 * function list<T>(path: string, options?: Partial<PaginateOptions<T>>) {
 *   return paginate<T>(`https://api.example.com${path}`, {
 *     strategy: byLink(),
 *     headers: { authorization: `Bearer ${process.env['API_TOKEN']}` },
 *     ...options,
 *   })
 * }
 *
 * const fetch = async () => Response.json(['Ada']) // stands in for the server
 * console.log(await pipe(list<string>('/users', { fetch }), toArray())) // ['Ada']
 * ```
 */
export interface PaginateOptions<R, T = R> extends RequestOptions {
  /** How the server leads from page to page: `byLink()`, `byPage()`, another `by…`, or one of your own. */
  readonly strategy: Strategy | Strategy['next']
  /**
   * Finds the items in the parsed body of a page. The response is there for its headers; its body has
   * been read. What this throws is the `cause` of a {@link PageError}.
   * @default the strategy's, if it knows; otherwise the body itself, which has to be an array then
   *
   * @example
   * ```ts
   * import type { PaginateOptions } from '@rivulet/http'
   *
   * const items: PaginateOptions<string>['items'] = (body) => (body as { data: string[] }).data
   * console.log(items({ data: ['a'] }, new Response())) // ['a']
   * ```
   */
  readonly items?: ((body: unknown, response: Response) => readonly R[]) | undefined
  /**
   * A validator that each item goes through: any Standard Schema, such as one of zod, valibot or arktype. What it
   * gives is delivered. It may be asynchronous. The strategy sees the items as they were found.
   * @default none: the type of the items is taken on trust
   */
  readonly parse?: StandardSchemaV1<unknown, T> | undefined
  /**
   * Where to go on: the `state` of a page or of an error, or the `nextState` of a page. What had been delivered of
   * that page comes again. `maxPages` and `maxItems` count from here.
   * @default the first page
   */
  readonly resumeFrom?: PageState | undefined
  /**
   * How many pages are requested ahead: 1 to request the next page while this one is consumed. That costs
   * one request too many where the consumer leaves early; it is aborted then.
   * @default 0
   */
  readonly prefetch?: 0 | 1 | undefined
  /**
   * How many pages one run reads at most: at least 1, or `Infinity`. A limit that is given is an end; the
   * default is a safety net, and running into it is an error. Some 50 bytes of each page are
   * remembered, which is how circles are found.
   * @default 10_000
   */
  readonly maxPages?: number | undefined
  /**
   * How many items one run delivers at most: a whole number of at least 0. No page is requested after the
   * last one.
   * @default Infinity
   */
  readonly maxItems?: number | undefined
  /**
   * What happens when the server leads to a page that was read before: the same URL, or the same token or
   * body sent to it. `'stop'` is for servers that mark their end that way.
   * @default 'throw'
   */
  readonly onRepeat?: 'throw' | 'stop' | undefined
  /**
   * How many bytes the body of a page may have, decompressed: at least 1, or `Infinity`.
   * @default 100_000_000
   */
  readonly maxBodyBytes?: number | undefined
  /**
   * Called when a page begins to be delivered, which is when all items of the pages before it have been taken:
   * the moment to keep `page.state`. What it throws ends the run.
   */
  readonly onPage?: ((page: DeliveredPage<T>) => void) | undefined
}

/**
 * The items of all pages of an HTTP API that answers with JSON. One page is one batch: the next one is
 * requested when the last item of the one before has been taken and another is asked for, or one page ahead
 * with `prefetch`. Nothing is requested before the first pull, and each iteration starts anew at the
 * first page. Leaving the loop aborts the request that is under way.
 *
 * No request leaves the origin of `url` unless `crossOrigin` allows it, and the headers never do. Redirects
 * within the origin are followed, up to 20 for a page. A page that leads to one read before
 * is an error. A request that failed is sent again, if that can do no harm.
 *
 * `paginate.pages` takes the same and delivers whole pages.
 *
 * @param url what to request first. A `Request` or an object gives method, headers and body; of a
 *   `Request` its signal counts too, and its other settings do not.
 * @typeParam R what `items` finds. Given by hand it is taken on trust, unless `parse` validates it.
 * @typeParam T what is delivered: what `parse` gives, or the same as `R`
 * @throws TypeError or RangeError at the call for a bad argument; while iterating {@link HttpError} for
 *   a status, and {@link PageError} for everything else that is wrong with a page
 *
 * @example
 * ```ts
 * import { pipe, take, toArray } from '@rivulet/core'
 * import { byPage, paginate } from '@rivulet/http'
 *
 * const users = paginate('https://api.example.com/users', {
 *   strategy: byPage({ sizeParam: 'per_page', size: 2 }),
 *   items: (body) => (body as { data: { name: string }[] }).data,
 *   headers: { authorization: 'Bearer secret' },
 *   // Stands in for the server.
 *   fetch: async (url) => {
 *     const page = new URL(url).searchParams.get('page')
 *     return Response.json({ data: page === '1' ? [{ name: 'Ada' }, { name: 'Bob' }] : [] })
 *   },
 * })
 * console.log(await pipe(users, toArray())) // [{ name: 'Ada' }, { name: 'Bob' }]
 * console.log(await pipe(users, take(1), toArray())) // [{ name: 'Ada' }]
 * ```
 */
export function paginate<R, T = R>(
  url: string | URL | Request | PaginateRequest,
  options: PaginateOptions<R, T>,
): Flow<T> {
  return describePages('paginate', url, options, (page) => page.items)
}

/**
 * The pages that {@link paginate} takes apart, each with its items, its number, the URL that was requested, the
 * headers of the response, and the `state` to resume from.
 *
 * @example
 * ```ts
 * import { byPage, paginate } from '@rivulet/http'
 *
 * const letters = paginate.pages<string>('https://api.example.com/letters', {
 *   strategy: byPage(),
 *   // Stands in for the server.
 *   fetch: async (url) => Response.json({ '1': ['a', 'b'], '2': ['c'] }[url.slice(-1)] ?? []),
 * })
 * for await (const page of letters) {
 *   console.log(page.number, page.items, page.nextState?.url)
 * }
 * // 1 ['a', 'b'] https://api.example.com/letters?page=2
 * // 2 ['c'] https://api.example.com/letters?page=3
 * // 3 [] undefined
 * ```
 */
paginate.pages = function pages<R, T = R>(
  url: string | URL | Request | PaginateRequest,
  options: PaginateOptions<R, T>,
): Flow<DeliveredPage<T>> {
  return describePages('paginate.pages', url, options, (page) => [page])
}

function describePages<R, T, B>(
  name: string,
  url: string | URL | Request | PaginateRequest,
  options: PaginateOptions<R, T>,
  toBatch: (page: DeliveredPage<T>) => readonly B[],
): Flow<B> {
  const caller = checkCaller(name, url)
  checkOptions(name, options)
  const { resumeFrom, prefetch = 0, maxPages = 10_000, onRepeat = 'throw', signal } = options
  const {
    maxItems = Number.POSITIVE_INFINITY,
    maxBodyBytes = 100_000_000,
    items,
    parse,
    onPage,
  } = options
  checkOptionalFunction(name, 'items', items)
  checkOptionalFunction(name, 'onPage', onPage)
  checkSchema(name, parse)
  if (resumeFrom !== undefined) checkState(name, resumeFrom)
  checkPrefetch(name, prefetch)
  checkWhole(name, 'maxPages', maxPages, 1, 'infinite')
  checkWhole(name, 'maxItems', maxItems, 0, 'infinite')
  checkWhole(name, 'maxBodyBytes', maxBodyBytes, 1, 'infinite')
  checkChoice(name, 'onRepeat', onRepeat, ['throw', 'stop'])
  const plan: Plan<T> = {
    ...planRequests(name, caller.home, options, { headers: caller.headers }),
    strategy: checkStrategy(name, options.strategy),
    caller: caller.request,
    endsAtMaxPages: options.maxPages !== undefined,
    items,
    parse,
    resumeFrom,
    prefetch,
    maxPages,
    maxItems,
    onRepeat,
    maxBodyBytes,
    onPage,
  }
  let flow: Flow<B> = fromBatches((run) =>
    pipe(
      { [Symbol.asyncIterator]: () => readPages(plan, run.signal) },
      map((page) => toBatch(page)),
    ),
  )
  for (const end of [caller.signal, signal]) {
    if (end !== undefined) flow = pipe(flow, withSignal(end))
  }
  return flow
}

function checkStrategy(name: string, value: Strategy | Strategy['next']): Strategy {
  if (typeof value === 'function') return { next: value }
  if (isObject(value) && 'next' in value && typeof value.next === 'function') {
    const { first, items } = value
    if ([first, items].every((own) => own === undefined || typeof own === 'function')) return value
  }
  throw new TypeError(
    `${name}: strategy must be a Strategy, such as byLink() or byPage(), or a function, got ${show(value)}`,
  )
}

function checkPrefetch(name: string, value: unknown): void {
  const message = `${name}: prefetch must be 0 or 1, got ${show(value)}`
  if (typeof value !== 'number') throw new TypeError(message)
  if (value !== 0 && value !== 1) throw new RangeError(message)
}
