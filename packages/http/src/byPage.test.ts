import { pipe, toArray } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { byPage, type ByPageOptions } from './byPage.ts'
import { paginate } from './paginate.ts'
import { expectNothingOpen, jsonServer, testServer } from './testServer.ts'

expectNothingOpen()

test('asks for page after page until one is empty', async () => {
  const bodies: Record<string, number[]> = { 1: [1, 2], 2: [3], 3: [4, 5] }
  const server = await jsonServer((url) => ({
    body: bodies[url.searchParams.get('page') ?? ''] ?? [],
  }))
  const items = paginate(server.origin, { strategy: byPage() })
  expect(await pipe(items, toArray())).toEqual([1, 2, 3, 4, 5])
  expect(server.requested).toEqual(['/?page=1', '/?page=2', '/?page=3', '/?page=4'])
})

test('an empty first page ends it', async () => {
  const server = await jsonServer(() => ({ body: [] }))
  expect(await pipe(paginate(server.origin, { strategy: byPage() }), toArray())).toEqual([])
  expect(server.requested).toEqual(['/?page=1'])
})

test('starts where it is told, names the parameters, and leaves the rest of the query alone', async () => {
  const server = await jsonServer((url) => ({ body: url.searchParams.get('p') === '1' ? [] : [0] }))
  const strategy = byPage({ param: 'p', sizeParam: 'per page', size: 10, start: 0 })
  await pipe(paginate(`${server.origin}/x?q=a%20b,c&p=9&flag`, { strategy }), toArray())
  expect(server.requested).toEqual([
    '/x?q=a%20b,c&p=0&flag&per%20page=10',
    '/x?q=a%20b,c&p=1&flag&per%20page=10',
  ])
})

test('counts on from what was asked for, wherever that was redirected to', async () => {
  const server = await testServer((request, response) => {
    const page = /^\/\?page=(\d)$/.exec(String(request.url))?.[1]
    if (page !== undefined) response.writeHead(302, { location: `/page/${page}` }).end()
    else response.end(request.url === '/page/3' ? '[]' : '[1]')
  })
  expect(await pipe(paginate(server.origin, { strategy: byPage() }), toArray())).toEqual([1, 1])
  expect(server.requested.at(-1)).toBe('/page/3')
})

describe('endOnShortPage', () => {
  const strategy = byPage({ sizeParam: 'n', size: 2, endOnShortPage: true })

  test('ends at a page with fewer items than size, without another request', async () => {
    const server = await jsonServer((url) => ({
      body: url.searchParams.get('page') === '2' ? [3] : [1, 2],
    }))
    expect(await pipe(paginate(server.origin, { strategy }), toArray())).toEqual([1, 2, 3])
    expect(server.requested).toEqual(['/?page=1&n=2', '/?page=2&n=2'])
  })

  test('needs one more request where the last page is full', async () => {
    const server = await jsonServer((url) => ({
      body: url.searchParams.get('page') === '2' ? [] : [1, 2],
    }))
    expect(await pipe(paginate(server.origin, { strategy }), toArray())).toEqual([1, 2])
    expect(server.requested).toHaveLength(2)
  })
})

test('the total that a server reports is not looked at', async () => {
  const totals = [0, 1, 2, 1_000_000]
  const server = await jsonServer((url) => {
    const page = Number(url.searchParams.get('page'))
    const total = totals[page - 1]
    return {
      body: { total, items: page > 3 ? [] : [page], has_more: page === 2 },
      headers: { 'x-total-count': String(total), 'x-total-pages': '1' },
    }
  })
  const items = (body: unknown): number[] => (body as { items: number[] }).items
  expect(await pipe(paginate(server.origin, { strategy: byPage(), items }), toArray())).toEqual([
    1, 2, 3,
  ])
})

test.each([
  [null, TypeError, 'byPage: options must be an object, got null'],
  [{ param: 1 }, TypeError, 'byPage: param must be a string that is not empty, got 1'],
  [{ param: '' }, RangeError, 'got ""'],
  [{ start: -1 }, RangeError, 'byPage: start must be a whole number of at least 0, got -1'],
  [{ start: Number.NaN }, RangeError, 'got NaN'],
  [{ size: 10 }, TypeError, 'byPage: size and sizeParam must be given together, got only size'],
  [{ sizeParam: 'n' }, TypeError, 'got only sizeParam'],
  [{ sizeParam: 'n', size: 0 }, RangeError, 'byPage: size must be a whole number of at least 1'],
  [{ sizeParam: 'n', size: '9' }, TypeError, 'got "9"'],
  [{ endOnShortPage: true }, TypeError, 'byPage: endOnShortPage needs size'],
  [{ endOnShortPage: 1 }, TypeError, 'endOnShortPage must be a boolean, got 1'],
  [{ sizeParam: 'page', size: 9 }, RangeError, 'byPage: sizeParam must differ from param'],
])('refuses %o', (options, type, message) => {
  const call = (): unknown => byPage(options as unknown as ByPageOptions)
  expect(call).toThrow(type)
  expect(call).toThrow(message)
})
