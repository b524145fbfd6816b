import { pipe, take, toArray } from '@rivulet/core'
import { expect, test } from 'vitest'
import { byLink } from './byLink.ts'
import { byPage } from './byPage.ts'
import { paginate, type PaginateOptions } from './paginate.ts'
import { expectNothingOpen, jsonServer, testServer, type TestServer } from './testServer.ts'

expectNothingOpen()

/** Three pages of two numbers, and an empty one. */
const numbers = (): Promise<TestServer> =>
  jsonServer((url) => {
    const page = Number(url.searchParams.get('page'))
    return { body: page > 3 ? [] : [page * 10, page * 10 + 1] }
  })
const options: PaginateOptions<number> = { strategy: byPage(), prefetch: 1 }

/** Resolves when the server has had so many requests. */
async function requests(server: TestServer, count: number): Promise<void> {
  while (server.requested.length < count) await new Promise((resolve) => setImmediate(resolve))
}

test('delivers the same', async () => {
  const server = await numbers()
  expect(await pipe(paginate(server.origin, options), toArray())).toEqual([10, 11, 20, 21, 30, 31])
  expect(server.requested).toEqual([1, 2, 3, 4].map((page) => `/?page=${page}`))
})

test('the next page is requested while this one is consumed, and no other', async () => {
  const server = await numbers()
  const iterator = paginate(server.origin, options)[Symbol.asyncIterator]()
  expect(await iterator.next()).toEqual({ value: 10, done: false })
  await requests(server, 2)
  // The page ahead has arrived; time enough for one that must not be requested.
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect(server.requested).toEqual(['/?page=1', '/?page=2'])
  await iterator.return?.()
  expect(server.requested).toEqual(['/?page=1', '/?page=2'])
})

test('leaving early has cost exactly one request more, and fewer if it was not sent yet', async () => {
  const server = await numbers()
  for await (const item of paginate(server.origin, options)) {
    await requests(server, 2)
    if (item === 11) break
  }
  expect(server.requested).toEqual(['/?page=1', '/?page=2'])
  expect(await pipe(paginate(server.origin, options), take(1), toArray())).toEqual([10])
  expect(server.requested.length).toBeLessThanOrEqual(4)
})

test('break aborts the request that is ahead', async () => {
  let ahead: Promise<void> | undefined
  const server = await testServer((request, response) => {
    if (request.url === '/?page=1') return response.end('[1]')
    ahead = new Promise((resolve) => response.on('close', resolve))
    return undefined // never answered
  })
  for await (const _ of paginate(server.origin, options)) {
    await requests(server, 2)
    break
  }
  await ahead
  expect(server.requested).toHaveLength(2)
})

test('an error ahead is told after the items of the page before it', async () => {
  const server = await testServer((request, response) => {
    if (request.url === '/?page=2') response.statusCode = 404
    response.end('[1, 2]')
  })
  const seen: number[] = []
  const iterating = (async () => {
    for await (const item of paginate(server.origin, options)) {
      await requests(server, 2)
      seen.push(item)
    }
  })()
  await expect(iterating).rejects.toMatchObject({ status: 404, page: 2 })
  expect(seen).toEqual([1, 2])
})

test('an error ahead that nobody asks for is no unhandled rejection', async () => {
  const server = await testServer((request, response) => {
    if (request.url === '/?page=2') response.statusCode = 404
    response.end('[1]')
  })
  for await (const _ of paginate(server.origin, options)) {
    await requests(server, 2)
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
    break
  }
  expect(server.requested).toHaveLength(2)
})

test.each([
  ['maxItems', { maxItems: 2 }],
  ['maxPages', { maxPages: 1 }],
])('nothing is requested beyond %s', async (_, limit) => {
  const server = await numbers()
  const items = paginate(server.origin, { ...options, ...limit })
  expect(await pipe(items, toArray())).toEqual([10, 11])
  expect(server.requested).toEqual(['/?page=1'])
})

test('nor where the next page would be a repetition', async () => {
  const server = await jsonServer(() => ({ body: [1], headers: { link: '<>; rel=next' } }))
  const items = paginate(server.origin, { strategy: byLink(), prefetch: 1, onRepeat: 'stop' })
  expect(await pipe(items, toArray())).toEqual([1])
  expect(server.requested).toHaveLength(1)
})
