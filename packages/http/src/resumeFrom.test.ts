import { pipe, take, toArray } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { byCursor } from './byCursor.ts'
import { byGraphql } from './byGraphql.ts'
import { byKey } from './byKey.ts'
import { byLink } from './byLink.ts'
import { byNextUrl } from './byNextUrl.ts'
import { byOffset } from './byOffset.ts'
import { byPage } from './byPage.ts'
import { HttpError } from './httpError.ts'
import { PageError } from './pageError.ts'
import type { PageState } from './pageState.ts'
import { paginate, type PaginateOptions } from './paginate.ts'
import { alphabet, LETTERS } from './testApi.ts'
import { expectNothingOpen, jsonServer, testServer } from './testServer.ts'

expectNothingOpen()

const letters = (body: unknown): string[] => (body as { letters: string[] }).letters
const strategies: Record<string, PaginateOptions<string>> = {
  byPage: { strategy: byPage(), items: letters },
  byOffset: { strategy: byOffset(), items: letters },
  byCursor: {
    strategy: byCursor({ param: 'cursor', next: (body) => (body as { cursor: string }).cursor }),
    items: letters,
  },
  byLink: { strategy: byLink(), items: letters },
  byNextUrl: {
    strategy: byNextUrl((body) => (body as { next: string | null }).next),
    items: letters,
  },
  byKey: { strategy: byKey<string>({ param: 'since', key: String }), items: letters },
  byGraphql: { strategy: byGraphql({ query: '{ letters }', connection: 'letters' }) },
  'a function': {
    strategy: ({ body }) => {
      const { cursor } = body as { cursor: string | null }
      return cursor === null ? null : { body: { cursor } }
    },
    items: letters,
  },
}

/** As it would come back from a file or a column. */
const stored = (state: PageState | undefined): PageState =>
  JSON.parse(JSON.stringify(state)) as PageState

describe.each(Object.entries(strategies))('%s', (_, options) => {
  test('gives every item once', async () => {
    const server = await testServer(alphabet())
    expect(await pipe(paginate(server.origin, options), toArray())).toEqual(LETTERS)
  })

  test('goes on from the state and the nextState of any page', async () => {
    const server = await testServer(alphabet())
    const pages = await pipe(paginate.pages(server.origin, options), toArray())
    for (const { number, items, state, nextState } of pages) {
      const from = (resumeFrom: PageState): Promise<string[]> =>
        pipe(paginate(server.origin, { ...options, resumeFrom: stored(resumeFrom) }), toArray())
      const index = pages.slice(0, number - 1).flatMap((page) => page.items).length
      expect(state.page).toBe(number)
      expect(await from(state)).toEqual(LETTERS.slice(index))
      expect(nextState === undefined).toBe(number === pages.length)
      const rest = nextState === undefined ? [] : await from(nextState)
      expect(rest).toEqual(LETTERS.slice(index + items.length))
    }
  })

  test.each([0, 1] as const)(
    'gives every item once though the server is killed in the middle, prefetch %i',
    async (prefetch) => {
      const server = await testServer(alphabet())
      const seen: string[] = []
      const read = async (
        origin: string,
        resumeFrom?: PageState,
      ): Promise<PageState | undefined> => {
        try {
          const rest = { ...options, prefetch, resumeFrom, retry: { retries: 0 } }
          for await (const letter of paginate(origin, rest)) {
            seen.push(letter)
            if (seen.length === 8) await server.kill()
          }
          return undefined
        } catch (error) {
          if (error instanceof PageError) return error.state
          throw error
        }
      }
      const state = await read(server.origin)
      expect(state).toBeDefined()
      const revived = await testServer(alphabet(), Number(new URL(server.origin).port))
      expect(await read(revived.origin, stored(state))).toBe(undefined)
      expect(seen).toEqual(LETTERS)
    },
  )
})

test('an HttpError carries the state of the page that failed', async () => {
  const server = await testServer((request, response) => {
    if (request.url === '/?page=2') response.statusCode = 404
    response.end('[1]')
  })
  const error: unknown = await pipe(
    paginate(server.origin, { strategy: byPage() }),
    toArray(),
  ).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(HttpError)
  expect((error as HttpError).state).toEqual({
    version: 1,
    page: 2,
    url: `${server.origin}/?page=2`,
  })
})

test('a logged error does not show the secrets of its state', async () => {
  const server = await testServer((_, response) => void response.writeHead(404).end())
  const url = `${server.origin}/?api_key=geheim`
  const error: unknown = await pipe(paginate(url, { strategy: byLink() }), toArray()).catch(
    (reason: unknown) => reason,
  )
  expect((error as HttpError).state?.url).toContain('geheim')
  const { inspect } = await import('node:util')
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('geheim')
  expect(JSON.stringify(error)).not.toContain('geheim')
})

test('onPage tells the state of the page that is being consumed, not of the one ahead', async () => {
  const server = await jsonServer(({ search }) => ({
    body: search === '?page=4' ? [] : ['a', 'b'],
  }))
  const told: unknown[] = []
  const items = paginate(server.origin, {
    strategy: byPage(),
    prefetch: 1,
    onPage: ({ state }) => told.push(state.page),
  })
  for await (const item of items) told.push(item)
  expect(told).toEqual([1, 'a', 'b', 2, 'a', 'b', 3, 'a', 'b', 4])
})

test('where maxItems cuts a page, the nextState is that page', async () => {
  const server = await testServer(alphabet())
  const options = { strategy: byPage(), items: letters }
  const [last] = await pipe(paginate.pages(server.origin, { ...options, maxItems: 3 }), toArray())
  expect(last).toMatchObject({ items: LETTERS.slice(0, 3), nextState: { page: 1 } })
})

test('where maxItems and maxPages end with a page, the nextState is the page after it', async () => {
  const server = await testServer(alphabet())
  for (const limit of [{ maxItems: 5 }, { maxPages: 1 }]) {
    const options = { strategy: byPage(), items: letters, ...limit }
    const pages = await pipe(paginate.pages(server.origin, options), toArray())
    expect(pages.map(({ nextState }) => nextState?.page)).toEqual([2])
  }
  expect(server.requested).toEqual(['/?page=1', '/?page=1'])
})

test('where the next page is refused, the nextState is the page that leads there', async () => {
  const server = await jsonServer(() => ({
    body: [1],
    headers: { link: '<http://b.example/>; rel=next' },
  }))
  const [page] = await pipe(
    paginate.pages(server.origin, { strategy: byLink() }),
    take(1),
    toArray(),
  )
  expect(page?.nextState).toEqual(page?.state)
})

test('each iteration of a resumed pagination begins at the state', async () => {
  const server = await testServer(alphabet())
  const resumeFrom = { version: 1, page: 2, url: `${server.origin}/?page=2` } as const
  const items = paginate(server.origin, { strategy: byPage(), items: letters, resumeFrom })
  expect(await pipe(items, toArray())).toEqual(LETTERS.slice(5))
  expect(await pipe(items, toArray())).toEqual(LETTERS.slice(5))
})

test('a state of another origin is refused before anything is sent', async () => {
  const server = await testServer(alphabet())
  const resumeFrom = { version: 1, page: 2, url: `${server.origin}/?page=2` } as const
  const items = paginate('http://127.0.0.1:9/', { strategy: byPage(), resumeFrom })
  await expect(pipe(items, toArray())).rejects.toMatchObject({ code: 'CROSS_ORIGIN', page: 2 })
  expect(server.requested).toEqual([])
})

test.each([
  [null, TypeError, 'resumeFrom must be a state of this paginate, got null'],
  ['page 2', TypeError, 'got "page 2"'],
  [{}, TypeError, 'got an instance of Object'],
  [{ version: 2, page: 1, url: 'http://a.example/' }, RangeError, 'the version 1, got 2'],
  [{ version: 1, page: 0, url: 'http://a.example/' }, TypeError, 'must be a state'],
  [{ version: 1, page: 1, url: '/a' }, TypeError, 'must be a state'],
  [{ version: 1, page: 1, url: 'http://a.example/', body: {} }, TypeError, 'must be a state'],
  [{ version: 1, page: 1, url: 'http://a.example/', method: 'A B' }, RangeError, 'fetch sends'],
  [{ version: 1, page: 1, url: 'http://a.example/', body: '{}' }, RangeError, 'there is a body'],
  // Taken for `false`, it would send the headers to a stranger.
  [{ version: 1, page: 1, url: 'http://a.example/', withoutHeaders: 'true' }, TypeError, 'a state'],
  [{ version: 1, page: 1, url: 'http://a.example/', isRepeatable: 1 }, TypeError, 'a state'],
])('refuses %o', (resumeFrom, type, message) => {
  const call = (): unknown =>
    paginate('http://a.example', {
      strategy: byPage(),
      resumeFrom,
    } as unknown as PaginateOptions<unknown>)
  expect(call).toThrow(type)
  expect(call).toThrow(message)
})
