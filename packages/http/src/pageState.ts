import { isObject } from '@rivulet/checks'
import { checkMethod, show } from './check.ts'

/**
 * Where a run stands: the request of one page, as plain JSON. Given to `resumeFrom`, a run goes on with
 * that page. It holds the URL, and for POST requests the body, as they are sent: if they hold secrets, so does
 * the state. Headers are never part of it.
 *
 * @example
 * ```ts
 * import { byPage, paginate, type PageState } from '@rivulet/http'
 *
 * const pages = [['a', 'b'], ['c'], []]
 * const read = (resumeFrom?: PageState) =>
 *   paginate.pages<string>('https://api.example.com/letters', {
 *     strategy: byPage(),
 *     resumeFrom,
 *     // Stands in for the server.
 *     fetch: async (url) => Response.json(pages[Number(url.slice(-1)) - 1]),
 *   })
 *
 * let stored = ''
 * for await (const { nextState } of read()) {
 *   stored = JSON.stringify(nextState)
 *   break // the process ends here, and the next one goes on
 * }
 * const state: PageState = JSON.parse(stored)
 * for await (const { items } of read(state)) console.log(items)
 * // ['c']
 * // []
 * ```
 */
export interface PageState {
  readonly version: 1
  /** The number of the page, from 1. */
  readonly page: number
  readonly url: string
  /** Where the strategy made the request's method and body; the caller's own are not repeated here. */
  readonly method?: string
  readonly body?: string
  /** Whether the strategy allows the request to be sent again after a failure. */
  readonly isRepeatable?: true
  /** Whether the run had left the first origin, so that no headers may be sent any more. */
  readonly withoutHeaders?: true
}

/**
 * Checks what was kept somewhere since it was given.
 * @throws TypeError unless it has the shape of a state
 * @throws RangeError for a version that this one does not know, and a method that cannot be sent
 */
export function checkState(name: string, value: unknown): asserts value is PageState {
  const message = `${name}: resumeFrom must be a state of this paginate, got ${show(value)}`
  if (!isObject(value)) throw new TypeError(message)
  const state = value as Record<keyof PageState, unknown>
  const { version, page, url, method = 'GET', body } = state
  if (typeof version === 'number' && version !== 1) {
    throw new RangeError(`${name}: resumeFrom must have the version 1, got ${version}`)
  }
  const isState =
    version === 1 &&
    Number.isSafeInteger(page) &&
    Number(page) >= 1 &&
    typeof url === 'string' &&
    URL.canParse(url) &&
    typeof method === 'string' &&
    (body === undefined || typeof body === 'string') &&
    isMark(state.isRepeatable) &&
    isMark(state.withoutHeaders)
  if (!isState) throw new TypeError(message)
  checkMethod(`${name}: resumeFrom`, method, body)
}

/** Anything else might be meant as true: the headers would be sent to where they must not. */
function isMark(value: unknown): boolean {
  return value === undefined || value === true
}
