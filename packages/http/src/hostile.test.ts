import { brotliCompressSync, gzipSync } from 'node:zlib'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { count, pipe, take, toArray } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { byCursor } from './byCursor.ts'
import { byLink } from './byLink.ts'
import { byPage } from './byPage.ts'
import type { PaginateRequest } from './callerRequest.ts'
import { paginate, type PaginateOptions } from './paginate.ts'
import { expectNothingOpen, jsonServer, testServer } from './testServer.ts'

// What servers do, beyond what stands beside the file that deals with it.

expectNothingOpen()

const once: PaginateOptions<unknown> = { strategy: byLink(), retry: { retries: 0 } }

test('a redirect to a page that was read ends the run too, if told so', async () => {
  const server = await testServer((request, response) => {
    if (request.url === '/?page=3') response.writeHead(302, { location: '/?page=1' }).end()
    else response.end('[1]')
  })
  const items = paginate(server.origin, { strategy: byPage(), onRepeat: 'stop' })
  expect(await pipe(items, toArray())).toEqual([1, 1])
})

test("two pages that name each other end with onRepeat: 'stop', each delivered once", async () => {
  const server = await jsonServer((url) => ({
    body: [url.pathname],
    headers: { link: `<${url.pathname === '/a' ? '/b' : '/a'}>; rel=next` },
  }))
  const items = paginate(`${server.origin}/a`, { strategy: byLink(), onRepeat: 'stop' })
  expect(await pipe(items, toArray())).toEqual(['/a', '/b'])
  expect(server.requested).toEqual(['/a', '/b'])
})

test('a server that makes a new token for every empty page is left at maxPages', async () => {
  let token = 0
  const server = await jsonServer(() => ({ body: { next: ++token } }))
  const items = paginate(server.origin, {
    strategy: byCursor({ param: 'token', next: (body) => (body as { next: number }).next }),
    items: () => [],
    maxPages: 50,
  })
  expect(await pipe(items, toArray())).toEqual([])
  expect(server.requested).toHaveLength(50)
})

test('a 204 is an empty page and the last, and items is not asked', async () => {
  const server = await testServer((request, response) => {
    if (request.url === '/?page=2') response.writeHead(204).end()
    else response.end('{"data":[1]}')
  })
  const items = paginate(server.origin, {
    strategy: byPage(),
    items: (body) => (body as { data: number[] }).data,
  })
  expect(await pipe(items, toArray())).toEqual([1])
  expect(server.requested).toHaveLength(2)
})

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
])('a body in %s is read', async (encoding, compress) => {
  const server = await testServer((_, response) => {
    response.writeHead(200, { 'content-encoding': encoding })
    response.end(compress(Buffer.from('["é"]')))
  })
  expect(await pipe(paginate(server.origin, once), toArray())).toEqual(['é'])
})

describe('a body that is too large', () => {
  test('is given up at once, however long it goes on', async () => {
    const server = await testServer((_, response) => {
      const write = (): void => {
        while (!response.destroyed && response.write(' '.repeat(10_000)));
      }
      response.on('drain', write)
      write()
    })
    const items = paginate(server.origin, { ...once, maxBodyBytes: 1_000_000 })
    await expect(pipe(items, toArray())).rejects.toMatchObject({
      code: 'BODY_TOO_LARGE',
      page: 1,
      message: expect.stringContaining('maxBodyBytes of 1000000'),
    })
  })

  test('is one after decompression', async () => {
    const server = await testServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      response.end(gzipSync(' '.repeat(10_000_000)))
    })
    const items = paginate(server.origin, { ...once, maxBodyBytes: 1_000_000 })
    await expect(pipe(items, toArray())).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
  })

  test('is one with a byte more than allowed', async () => {
    const server = await testServer((_, response) => void response.end('[10]'))
    expect(await pipe(paginate(server.origin, { ...once, maxBodyBytes: 4 }), toArray())).toEqual([
      10,
    ])
    const items = paginate(server.origin, { ...once, maxBodyBytes: 3 })
    await expect(pipe(items, toArray())).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
  })
})

test('a header that comes byte by byte is given up with its attempt', async () => {
  const server = await testServer((request) => {
    const { socket } = request
    socket.on('error', () => {})
    socket.write('HTTP/1.1 200 OK\r\nx-slow: ')
    const dripping = setInterval(() => socket.write('x'), 5)
    socket.on('close', () => clearInterval(dripping))
  })
  await expect(
    pipe(paginate(server.origin, { ...once, attemptTimeoutMs: 50 }), toArray()),
  ).rejects.toMatchObject({ code: 'TIMEOUT', page: 1 })
})

test('what is no HTTP at all is told as a network error', async () => {
  const server = await testServer(
    (request) => void request.socket.end('220 smtp.example ESMTP\r\n'),
  )
  await expect(pipe(paginate(server.origin, once), toArray())).rejects.toMatchObject({
    code: 'NETWORK',
  })
})

describe('what is requested', () => {
  test('nothing, where no item is wanted', async () => {
    const server = await jsonServer(() => ({ body: [1] }))
    expect(await pipe(paginate(server.origin, { ...once, maxItems: 0 }), toArray())).toEqual([])
    expect(server.requested).toEqual([])
  })

  test.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 3],
  ])('for maxItems %i of pages of two, %i pages', async (maxItems, pages) => {
    const server = await jsonServer(() => ({ body: [1, 2] }))
    const items = paginate(server.origin, { strategy: byPage(), maxItems })
    expect(await pipe(items, count())).toBe(maxItems)
    expect(server.requested).toHaveLength(pages)
  })
})

describe('the request that is given', () => {
  const echo = () =>
    testServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      const { method, headers, url } = request
      const page = new URL(String(url), 'http://server').searchParams.get('page')
      const { 'x-key': key, 'content-type': type } = headers
      response.end(JSON.stringify(page === '3' ? [] : [{ method, body, key, type }]))
    })

  test('may be a Request, whose method, headers and body are sent for every page', async () => {
    const server = await echo()
    const request = new Request(server.origin, {
      method: 'POST',
      body: 'q=1',
      headers: { 'x-key': 'a', 'content-type': 'text/plain' },
    })
    const items = paginate(request, { strategy: byPage() })
    const sent = { method: 'POST', body: 'q=1', key: 'a', type: 'text/plain' }
    expect(await pipe(items, toArray())).toEqual([sent, sent])
    expect(await pipe(items, take(1), toArray())).toEqual([sent])
    expect(request.bodyUsed).toBe(false)
  })

  test('may be an object, whose body is sent as JSON if it is one', async () => {
    const server = await echo()
    const object = { url: server.origin, body: { q: 1 }, headers: { 'x-key': 'a' } }
    const items = paginate(object, { strategy: byPage(), headers: { 'x-key': 'b' } })
    const sent = { method: 'POST', body: '{"q":1}', key: 'b', type: 'application/json' }
    expect(await pipe(items, toArray())).toEqual([sent, sent])
  })

  test.each([
    [{ method: 'GET', body: {} }, RangeError, 'method must be one other than GET and HEAD'],
    [{ method: 1 }, TypeError, 'method must be a string, got 1'],
    [{ method: 'GE T' }, RangeError, 'method must be one that fetch sends, got "GE T"'],
    [{ method: 'connect' }, RangeError, 'method must be one that fetch sends, got "connect"'],
    [{ body: new FormData() }, TypeError, 'a plain object or array to send as JSON, got a Form'],
    [{ body: 7 }, TypeError, 'got 7'],
    [{ headers: { 'a b': '' } }, TypeError, 'headers must be what new Headers() takes'],
  ])('may not be %o', (request, type, message) => {
    const call = (): unknown =>
      paginate({ url: 'http://a.example', ...request } as PaginateRequest, once)
    expect(call).toThrow(type)
    expect(call).toThrow(message)
  })

  test('of a strategy may have no body that is not JSON, which is told after the page', async () => {
    const server = await jsonServer(() => ({ body: [1] }))
    for (const next of [{ body: new Blob([]) }, { body: {}, method: 'GET' }, {}, 7]) {
      const seen: unknown[] = []
      const items = paginate(server.origin, { strategy: () => next as string })
      const iterating = (async () => {
        for await (const item of items) seen.push(item)
      })()
      await expect(iterating).rejects.toThrow('paginate: strategy.next')
      expect(seen).toEqual([1])
    }
  })

  test('of a strategy keeps what the next one leaves out', async () => {
    const sent: string[] = []
    const server = await testServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      sent.push(`${request.method} ${request.url} ${body}`)
      response.end('[]')
    })
    const nexts = ['?p=2', { body: { q: 2 } }, { url: '?p=4', method: 'GET' }, null]
    const strategy = {
      first: (url: string) => ({ url, body: { q: 1 } }),
      next: ({ number }: { number: number }) => nexts[number - 1],
    }
    await pipe(paginate(server.origin, { strategy }), toArray())
    expect(sent).toEqual([
      'POST / {"q":1}',
      'POST /?p=2 {"q":1}',
      'POST /?p=2 {"q":2}',
      'GET /?p=4 ',
    ])
  })

  test('ends the run with its signal', async () => {
    const server = await jsonServer(() => ({ body: [1] }))
    const controller = new AbortController()
    const request = new Request(server.origin, { signal: controller.signal })
    const iterating = (async () => {
      for await (const _ of paginate(request, { strategy: byPage() })) controller.abort('enough')
    })()
    await expect(iterating).rejects.toBe('enough')
    expect(server.requested).toHaveLength(1)
  })

  test('is refused if its body has been read', async () => {
    const request = new Request('http://a.example', { method: 'POST', body: 'x' })
    await request.text()
    expect(() => paginate(request, once)).toThrow('the body of the Request has been read already')
  })

  test('becomes a GET where a POST is redirected so', async () => {
    for (const status of [301, 302, 303]) {
      const server = await testServer((request, response) => {
        if (request.url === '/') response.writeHead(status, { location: '/b' }).end()
        else response.end(JSON.stringify([request.method, request.headers['content-type'] ?? null]))
      })
      const items = paginate({ url: server.origin, body: { q: 1 } }, once)
      expect(await pipe(items, toArray())).toEqual(['GET', null])
    }
  })
})

test('10,000 pages take no more memory than 2,000', { timeout: 300_000 }, async () => {
  const server = await jsonServer((url) => {
    const page = Number(url.searchParams.get('token') ?? 0)
    return { body: { items: Array.from({ length: 20 }, () => 'x'.repeat(50)), next: page + 1 } }
  })
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  // What is held weakly goes with the turns of the event loop, and what that held with the next collection.
  const heapInUse = async (): Promise<number> => {
    for (let round = 0; round < 3; round++) {
      await new Promise((resolve) => setImmediate(resolve))
      collect()
    }
    return process.memoryUsage().heapUsed
  }
  const sizes: number[] = []
  const pages = paginate.pages(server.origin, {
    strategy: byCursor({ param: 'token', next: (body) => (body as { next: number }).next }),
    items: (body) => (body as { items: string[] }).items,
    maxPages: 10_000,
    prefetch: 1,
    signal: new AbortController().signal,
  })
  let items = 0
  for await (const page of pages) {
    items += page.items.length
    server.requested.length = 0
    server.headers.length = 0
    if (page.number === 2000 || page.number === 10_000) sizes.push(await heapInUse())
  }
  expect(items).toBe(200_000)
  const [early = 0, late = 0] = sizes
  // The pages hold 10 MB. What may grow is the memory of which were read: 8,000 times 50 bytes.
  expect(late - early).toBeLessThan(4_000_000)
})
