import { pipe, toArray } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { byCursor, type ByCursorOptions } from './byCursor.ts'
import { paginate, type PaginateOptions } from './paginate.ts'
import { expectNothingOpen, jsonServer, type TestServer } from './testServer.ts'

expectNothingOpen()

interface Body {
  readonly items: readonly number[]
  readonly next: string | null
}
const next = (body: unknown): string | null => (body as Body).next
const options: PaginateOptions<number> = {
  strategy: byCursor({ param: 'token', next }),
  items: (body) => (body as Body).items,
}

/** Pages by token; `''` is the first. */
const serverOf = (
  pages: Record<string, { items: number[]; next?: unknown }>,
): Promise<TestServer> =>
  jsonServer((url) => ({ body: pages[url.searchParams.get('token') ?? ''] }))

test.each([null, undefined, '', false])('ends at a token that is %o', async (end) => {
  const server = await serverOf({
    '': { items: [1], next: 'é&/1' },
    'é&/1': { items: [2], next: end },
  })
  expect(await pipe(paginate(`${server.origin}/?q=a%20b`, options), toArray())).toEqual([1, 2])
  expect(server.requested).toEqual(['/?q=a%20b', '/?q=a%20b&token=%C3%A9%26%2F1'])
})

test('an empty page with a token is passed over', async () => {
  const server = await serverOf({ '': { items: [], next: 'a' }, a: { items: [1] } })
  expect(await pipe(paginate(server.origin, options), toArray())).toEqual([1])
})

test('a token may be a number, 0 included', async () => {
  const server = await serverOf({ '': { items: [1], next: 0 }, '0': { items: [2] } })
  expect(await pipe(paginate(server.origin, options), toArray())).toEqual([1, 2])
})

test('asks for a page size in every request', async () => {
  const server = await serverOf({ '': { items: [1], next: 'a' }, a: { items: [] } })
  const strategy = byCursor({ param: 'token', next, sizeParam: 'limit', size: 7 })
  await pipe(paginate(server.origin, { ...options, strategy }), toArray())
  expect(server.requested).toEqual(['/?limit=7', '/?limit=7&token=a'])
})

describe('a token that comes again', () => {
  const repeating = () => serverOf({ '': { items: [1], next: 'a' }, a: { items: [2], next: 'a' } })

  test('is an error, after the items of its page', async () => {
    const server = await repeating()
    const seen: number[] = []
    const iterating = (async () => {
      for await (const item of paginate(server.origin, options)) seen.push(item)
    })()
    await expect(iterating).rejects.toMatchObject({ code: 'REPEATED_PAGE', page: 2 })
    expect(seen).toEqual([1, 2])
    expect(server.requested).toEqual(['/', '/?token=a'])
  })

  test("is the end with onRepeat: 'stop'", async () => {
    const server = await repeating()
    const items = paginate(server.origin, { ...options, onRepeat: 'stop' })
    expect(await pipe(items, toArray())).toEqual([1, 2])
    expect(server.requested).toEqual(['/', '/?token=a'])
  })

  test('also where two take turns, and where only the body tells the pages apart', async () => {
    const byBody = ({ body }: { body: unknown }) => ({ body: { token: next(body) } })
    for (const strategy of [options.strategy, byBody]) {
      let token = ''
      const server = await jsonServer(() => {
        token = token === 'a' ? 'b' : 'a'
        return { body: { items: [1], next: token } }
      })
      const items = paginate(server.origin, { ...options, strategy })
      await expect(pipe(items, toArray())).rejects.toMatchObject({ code: 'REPEATED_PAGE', page: 3 })
      expect(server.requested).toHaveLength(3)
    }
  })
})

test('a token that is neither is an error that names the page', async () => {
  const server = await serverOf({ '': { items: [1], next: { id: 1 } } })
  await expect(pipe(paginate(server.origin, options), toArray())).rejects.toMatchObject({
    code: 'BAD_NEXT',
    page: 1,
    message: expect.stringContaining('must be a string or a number, got an instance of Object'),
  })
})

test.each([
  [undefined, TypeError, 'byCursor: options must be an object, got undefined'],
  [{ next }, TypeError, 'byCursor: param must be a string that is not empty, got undefined'],
  [{ param: 'token' }, TypeError, 'byCursor: next must be a function, got undefined'],
  [{ param: 'a', next, size: 1 }, TypeError, 'byCursor: size and sizeParam must be given together'],
])('refuses %o', (bad, type, message) => {
  const call = (): unknown => byCursor(bad as unknown as ByCursorOptions)
  expect(call).toThrow(type)
  expect(call).toThrow(message)
})
