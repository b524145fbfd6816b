import { pipe, toArray } from '@rivulet/core'
import { expect, test } from 'vitest'
import { byLink } from './byLink.ts'
import { byPage } from './byPage.ts'
import { paginate, type PaginateOptions } from './paginate.ts'
import { expectNothingOpen, jsonServer, testServer } from './testServer.ts'

expectNothingOpen()

// Lower bounds of the whole: whatever holds a test up makes it longer.

test('there are no more requests than the limit allows, over all runs of a source', async () => {
  const server = await jsonServer(({ search }) => ({ body: search === '?page=7' ? [] : [1] }))
  const items = paginate(server.origin, {
    strategy: byPage(),
    rateLimit: { limit: 3, intervalMs: 40 },
  })
  const began = performance.now()
  await Promise.all([pipe(items, toArray()), pipe(items, toArray())])
  expect(server.requested).toHaveLength(14)
  expect(performance.now() - began).toBeGreaterThanOrEqual(4 * 40)
})

test('retries and redirects count', async () => {
  let requests = 0
  const server = await testServer((request, response) => {
    if (request.url === '/b') response.end('[1]')
    else if (++requests === 1) response.writeHead(500).end()
    else response.writeHead(302, { location: '/b' }).end()
  })
  const items = paginate(server.origin, {
    strategy: byLink(),
    retry: { minDelayMs: 0 },
    rateLimit: { limit: 1, intervalMs: 30 },
  })
  const began = performance.now()
  await pipe(items, toArray())
  expect(server.requested).toHaveLength(3)
  expect(performance.now() - began).toBeGreaterThanOrEqual(2 * 30)
})

test('the wait for a turn does not count as the time of an attempt, and an abort ends it', async () => {
  const server = await jsonServer(() => ({ body: [1] }))
  const controller = new AbortController()
  const items = paginate(server.origin, {
    strategy: byPage(),
    attemptTimeoutMs: 1000,
    totalTimeoutMs: 1000,
    rateLimit: { limit: 1, intervalMs: 600_000 },
    signal: controller.signal,
  })
  const iterating = (async () => {
    for await (const _ of items) setImmediate(() => controller.abort('enough'))
  })()
  await expect(iterating).rejects.toBe('enough')
  expect(server.requested).toHaveLength(1)
})

test.each([
  [null, TypeError, 'rateLimit: options must be an object, got null'],
  [{ limit: 0, intervalMs: 1 }, RangeError, 'rateLimit.limit must be a whole number of at least 1'],
  [{ limit: 1 }, TypeError, 'rateLimit.intervalMs must be a number of milliseconds'],
  [{ limit: 1, intervalMs: 0 }, RangeError, 'got 0'],
])('refuses %o', (rateLimit, type, message) => {
  const call = (): unknown =>
    paginate('http://a.example', {
      strategy: byPage(),
      rateLimit,
    } as unknown as PaginateOptions<unknown>)
  expect(call).toThrow(type)
  expect(call).toThrow(message)
})
