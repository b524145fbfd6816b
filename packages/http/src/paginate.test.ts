import { once } from 'node:events'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { openCursor, pipe, take, toArray, WAIT } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { byLink } from './byLink.ts'
import { byPage } from './byPage.ts'
import { PageError } from './pageError.ts'
import { paginate, type PaginateOptions } from './paginate.ts'
import type { Page } from './strategy.ts'
import { expectNothingOpen, jsonServer, testServer, type TestServer } from './testServer.ts'

expectNothingOpen()

/** Numbered pages of `size` numbers each, `pages` of them. */
function numbers(pages: number, size: number): Promise<TestServer> {
  return jsonServer((url) => {
    const page = Number(url.searchParams.get('page'))
    const body = page > pages ? [] : Array.from({ length: size }, (_, i) => (page - 1) * size + i)
    return { body }
  })
}

describe('laziness', () => {
  test('requests nothing before the first pull', async () => {
    const server = await numbers(2, 2)
    const items = paginate(server.origin, { strategy: byPage() })
    const iterator = items[Symbol.asyncIterator]()
    await iterator.return?.()
    expect(server.requested).toEqual([])
  })

  test.each([1, 50, 100])('the first %i items of pages of 100 cost one request', async (count) => {
    const server = await numbers(9, 100)
    const items = await pipe(
      paginate(server.origin, { strategy: byPage() }),
      take(count),
      toArray(),
    )
    expect(items).toHaveLength(count)
    expect(server.requested).toEqual(['/?page=1'])
  })

  test('item 101 costs a second request', async () => {
    const server = await numbers(9, 100)
    await pipe(paginate(server.origin, { strategy: byPage() }), take(101), toArray())
    expect(server.requested).toHaveLength(2)
  })

  test('requests nothing after a break', async () => {
    const server = await numbers(9, 2)
    for await (const item of paginate<number>(server.origin, { strategy: byPage() })) {
      if (item === 3) break
    }
    expect(server.requested).toEqual(['/?page=1', '/?page=2'])
  })

  test('the items of a page are delivered without waiting between them', async () => {
    const server = await numbers(1, 3)
    const cursor = openCursor(paginate<number>(server.origin, { strategy: byPage() }))
    while (cursor.pull() === WAIT) await cursor.ready()
    expect([cursor.pull(), cursor.pull()]).toEqual([1, 2])
    await cursor.close()
  })
})

test('each iteration starts anew, also two at once', async () => {
  const server = await numbers(2, 2)
  const items = paginate(server.origin, { strategy: byPage() })
  expect(await pipe(items, toArray())).toEqual([0, 1, 2, 3])
  expect(await Promise.all([pipe(items, toArray()), pipe(items, toArray())])).toEqual([
    [0, 1, 2, 3],
    [0, 1, 2, 3],
  ])
  expect(server.requested).toHaveLength(9)
})

// Fetch itself opens a second one while the first is not yet known to be free.
test('a hundred pages use no more connections than fetch needs', async () => {
  const server = await numbers(100, 1)
  expect(await pipe(paginate(server.origin, { strategy: byPage() }), toArray())).toHaveLength(100)
  expect(server.opened()).toBeLessThanOrEqual(2)
})

test('sends the headers with every request, and accept: application/json unless given', async () => {
  const server = await numbers(1, 1)
  const headers = new Headers({ 'x-api-key': 'secret' })
  const items = paginate(server.origin, { strategy: byPage(), headers })
  headers.set('x-api-key', 'changed later')
  await pipe(items, toArray())
  expect(server.headers.map((sent) => [sent['x-api-key'], sent.accept])).toEqual([
    ['secret', 'application/json'],
    ['secret', 'application/json'],
  ])
  await pipe(
    paginate(server.origin, { strategy: byPage(), headers: { Accept: 'application/hal+json' } }),
    take(1),
    toArray(),
  )
  expect(server.headers.at(-1)?.accept).toBe('application/hal+json')
})

test('reads compressed bodies', async () => {
  const server = await testServer((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' })
    response.end(gzipSync('["é"]'))
  })
  const items = paginate(server.origin, { strategy: byPage() })
  expect(await pipe(items, take(1), toArray())).toEqual(['é'])
})

test('reads a body whose characters and byte order mark are cut anywhere', async () => {
  const bytes = [...Buffer.from('\u{FEFF}["é", "😀"]')]
  const server = await testServer((_, response) => {
    const writeNext = (): void => {
      const byte = bytes.shift()
      if (byte === undefined) response.end()
      else response.write(Buffer.of(byte), writeNext)
    }
    writeNext()
  })
  const items = paginate(server.origin, { strategy: byPage() })
  expect(await pipe(items, take(2), toArray())).toEqual(['é', '😀'])
})

test('gives items the parsed body and the response', async () => {
  const server = await jsonServer(() => ({ body: { data: [1] }, headers: { 'x-total': '7' } }))
  const items = paginate(server.origin, {
    strategy: byPage(),
    items: (body, response) => [
      [(body as { data: number[] }).data, response.headers.get('x-total'), response.status],
    ],
  })
  expect(await pipe(items, take(1), toArray())).toEqual([[[1], '7', 200]])
})

test('items that are undefined, null or promises pass through untouched', async () => {
  const server = await numbers(1, 1)
  const values = [undefined, null, 0, '', Number.NaN, Promise.resolve(1)]
  const items = paginate(server.origin, { strategy: byPage(), items: () => values })
  expect(await pipe(items, take(values.length), toArray())).toEqual(values)
})

test('a strategy is shown the page, and may answer with a relative URL, a URL or null', async () => {
  const server = await jsonServer((url) => ({ body: { from: url.pathname } }))
  const pages: Page[] = []
  const items = paginate(`${server.origin}/a/1`, {
    items: (body) => [body],
    strategy: {
      first: (url) => `${url}#fragment`,
      next(page) {
        pages.push(page)
        return [undefined, '../b', new URL('/c', page.url), null][page.number]
      },
    },
  })
  expect(await pipe(items, toArray())).toEqual([{ from: '/a/1' }, { from: '/b' }, { from: '/c' }])
  expect(pages[1]).toEqual({
    number: 2,
    requestUrl: `${server.origin}/b`,
    requestBody: undefined,
    url: `${server.origin}/b`,
    headers: expect.any(Headers),
    body: { from: '/b' },
    items: [{ from: '/b' }],
    state: { version: 1, page: 2, url: `${server.origin}/b` },
  })
})

describe('what a function of the caller throws', () => {
  const thrown = new TypeError('mine')
  const fail = (): never => {
    throw thrown
  }

  async function outcome(url: string, options: PaginateOptions<number>) {
    const items: number[] = []
    try {
      for await (const item of paginate(url, options)) items.push(item)
      return { items }
    } catch (error) {
      return { items, error: error as PageError }
    }
  }

  test('is told with the page that items was given, and the state of that', async () => {
    const server = await numbers(3, 1)
    const find = (body: unknown): number[] =>
      (body as number[])[0] === 1 ? fail() : (body as number[])
    const { items, error } = await outcome(server.origin, { strategy: byPage(), items: find })
    expect(items).toEqual([0])
    expect(error).toBeInstanceOf(PageError)
    expect(error).toMatchObject({ code: 'NO_ITEMS', page: 2, cause: thrown })
    expect(error?.state?.url).toBe(`${server.origin}/?page=2`)
    expect(error?.message).toContain('?page=2: items threw TypeError: mine')
  })

  test('is told with the page that the strategy was given, after the items of it', async () => {
    const server = await numbers(3, 1)
    const { items, error } = await outcome(`${server.origin}/?page=1`, { strategy: fail })
    expect(items).toEqual([0])
    expect(error).toMatchObject({ code: 'BAD_NEXT', page: 1, cause: thrown })
    expect(error?.message).toContain(': the strategy threw TypeError: mine')
  })

  test('passes through where there is no page yet', async () => {
    const server = await numbers(1, 1)
    const strategy = { first: fail, next: fail }
    expect((await outcome(server.origin, { strategy })).error).toBe(thrown)
    expect(server.requested).toEqual([])
  })
})

describe('bounds', () => {
  test('maxPages ends the run, and requests no page more', async () => {
    const server = await numbers(100, 1)
    const items = paginate(server.origin, { strategy: byPage(), maxPages: 3 })
    expect(await pipe(items, toArray())).toEqual([0, 1, 2])
    expect(server.requested).toHaveLength(3)
  })

  test(
    'a page more than the default of maxPages is an error, after the items before it',
    { timeout: 300_000 },
    async () => {
      let number = 0
      const items = paginate<number>('http://127.0.0.1/', {
        strategy: ({ number: page }) => `?page=${page + 1}`,
        fetch: async () => Response.json([++number]),
      })
      let last = 0
      const iterating = (async () => {
        for await (const item of items) last = item
      })()
      await expect(iterating).rejects.toMatchObject({
        code: 'TOO_MANY_PAGES',
        page: 10_000,
        message: expect.stringContaining('more than 10000 pages'),
      })
      expect([last, number]).toEqual([10_000, 10_000])
    },
  )

  test('as many pages as maxPages are no error', async () => {
    const server = await jsonServer(() => ({ body: [1] }))
    const strategy = byLink()
    expect(await pipe(paginate(server.origin, { strategy, maxPages: 1 }), toArray())).toEqual([1])
  })

  test('a next page that is the page itself is an error', async () => {
    const server = await jsonServer(() => ({ body: [1], headers: { link: '<?page=1>; rel=next' } }))
    const items = paginate(`${server.origin}/?page=1#top`, { strategy: byLink() })
    await expect(pipe(items, toArray())).rejects.toMatchObject({ code: 'REPEATED_PAGE', page: 1 })
    expect(server.requested).toEqual(['/?page=1'])
  })

  test('two pages that name each other are an error', async () => {
    const server = await jsonServer((url) => ({
      body: [1],
      headers: { link: `<${url.pathname === '/a' ? '/b' : '/a'}>; rel=next` },
    }))
    const items = paginate(`${server.origin}/a`, { strategy: byLink() })
    await expect(pipe(items, toArray())).rejects.toMatchObject({
      code: 'REPEATED_PAGE',
      page: 2,
      message: expect.stringContaining(`${server.origin}/a`),
    })
    expect(server.requested).toEqual(['/a', '/b'])
  })

  test('a page that redirects back to one read before is an error', async () => {
    const server = await testServer((request, response) => {
      if (request.url === '/?page=3') response.writeHead(302, { location: '/?page=1' }).end()
      else response.end('[1]')
    })
    const items = paginate(server.origin, { strategy: byPage() })
    await expect(pipe(items, toArray())).rejects.toMatchObject({ code: 'REPEATED_PAGE', page: 3 })
    expect(server.requested).toEqual(['/?page=1', '/?page=2', '/?page=3', '/?page=1'])
  })
})

const silent = (): Promise<TestServer> => testServer(() => {})
const endless = (): Promise<TestServer> =>
  testServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const write = (): void => {
      while (!response.destroyed && response.write('[1, '.repeat(1000)));
    }
    response.on('drain', write)
    write()
  })
/** Resolves when the server has a request, so that it is certainly under way. */
const requested = async (server: TestServer): Promise<void> => {
  while (server.requested.length === 0) await new Promise((resolve) => setImmediate(resolve))
}

describe('abort and break', () => {
  test.each([
    ['a server that never answers', silent],
    ['a body that never ends', endless],
  ])('the reason of the signal ends the wait for %s', async (_, start) => {
    const server = await start()
    const controller = new AbortController()
    const reason = { mine: true }
    const { signal } = controller
    const result = pipe(paginate(server.origin, { strategy: byPage(), signal }), toArray())
    void requested(server).then(() => controller.abort(reason))
    await expect(result).rejects.toBe(reason)
  })

  test.each([
    ['a server that never answers', silent],
    ['a body that never ends', endless],
  ])('return() during the wait for %s aborts the request', async (_, start) => {
    const server = await start()
    const iterator = paginate(server.origin, { strategy: byPage() })[Symbol.asyncIterator]()
    const next = iterator.next()
    await requested(server)
    await iterator.return?.()
    expect(await next).toEqual({ value: undefined, done: true })
  })

  test('an abort while an error page is being read wins over the error', async () => {
    const server = await testServer((_, response) => {
      response.writeHead(500)
      response.write('half an')
    })
    const controller = new AbortController()
    const { signal } = controller
    const result = pipe(paginate(server.origin, { strategy: byPage(), signal }), toArray())
    void requested(server).then(() => controller.abort('enough'))
    await expect(result).rejects.toBe('enough')
  })

  test('an aborted signal causes no request', async () => {
    const server = await numbers(1, 1)
    const signal = AbortSignal.abort('enough')
    const items = paginate(server.origin, { strategy: byPage(), signal })
    await expect(pipe(items, toArray())).rejects.toBe('enough')
    expect(server.requested).toEqual([])
  })

  test('an abort between two pages causes no further request', async () => {
    const server = await numbers(9, 1)
    const controller = new AbortController()
    const items = paginate(server.origin, { strategy: byPage(), signal: controller.signal })
    const iterating = (async () => {
      for await (const _ of items) controller.abort('enough')
    })()
    await expect(iterating).rejects.toBe('enough')
    expect(server.requested).toHaveLength(1)
  })

  test('no listener stays on the signal', async () => {
    const server = await numbers(20, 1)
    const { signal } = new AbortController()
    let listeners = 0
    const { addEventListener, removeEventListener } = signal
    signal.addEventListener = (...parameters: Parameters<typeof addEventListener>) => {
      listeners++
      addEventListener.apply(signal, parameters)
    }
    signal.removeEventListener = (...parameters: Parameters<typeof removeEventListener>) => {
      listeners--
      removeEventListener.apply(signal, parameters)
    }
    const items = paginate(server.origin, { strategy: byPage(), signal })
    await pipe(items, toArray())
    await pipe(items, take(1), toArray())
    expect(listeners).toBe(0)
  })

  test('a fetch that heeds no signal does not hold up the end, and its body is cancelled', async () => {
    let started: (() => void) | undefined
    const reading = new Promise<void>((resolve) => (started = resolve))
    let cancelled: (() => void) | undefined
    const cancelling = new Promise<void>((resolve) => (cancelled = resolve))
    const body = new ReadableStream(
      { pull: () => started?.(), cancel: () => cancelled?.() },
      { highWaterMark: 0 },
    )
    const items = paginate('http://127.0.0.1/', {
      strategy: byPage(),
      fetch: async () => new Response(body),
    })
    const iterator = items[Symbol.asyncIterator]()
    void iterator.next()
    await reading
    await iterator.return?.()
    await cancelling
    expect(body.locked).toBe(true)
  })

  test('the connection of a request that is given up is closed', async () => {
    let closing: Promise<unknown> | undefined
    const server = await testServer((request) => {
      closing = once(request.socket, 'close')
    })
    const iterator = paginate(server.origin, { strategy: byPage() })[Symbol.asyncIterator]()
    void iterator.next()
    await requested(server)
    await iterator.return?.()
    await closing
    expect(server.requested).toHaveLength(1)
  })
})

const call = (url: unknown, options: unknown) => () =>
  paginate(url as string, options as PaginateOptions<unknown>)

describe('arguments', () => {
  const strategy = byPage()
  const url = 'http://127.0.0.1/'

  test.each([
    [call(1, { strategy }), TypeError, 'paginate: url must be a string, a URL, a Request'],
    [call('/users', { strategy }), RangeError, 'absolute http: or https: URL, got "/users"'],
    [call('ftp://a/', { strategy }), RangeError, 'got "ftp://a/"'],
    [call('http://me:pass@a/', { strategy }), RangeError, 'got "http://***@a/"'],
    [call(url, undefined), TypeError, 'paginate: options must be an object, got undefined'],
    [call(url, {}), TypeError, 'byPage(), or a function, got undefined'],
    [call(url, { strategy: { next: 1 } }), TypeError, 'strategy must be a Strategy'],
    [call(url, { strategy: { first: 1, next() {} } }), TypeError, 'strategy must be a Strategy'],
    [call(url, { strategy, items: 'data' }), TypeError, 'items must be a function, got "data"'],
    [call(url, { strategy, fetch: null }), TypeError, 'fetch must be a function, got null'],
    [call(url, { strategy, signal: {} }), TypeError, 'signal must be an AbortSignal'],
    [
      call(url, { strategy, maxPages: 0 }),
      RangeError,
      'maxPages must be a whole number of at least 1',
    ],
    [call(url, { strategy, maxPages: '9' }), TypeError, 'got "9"'],
    [
      call(url, { strategy, headers: { 'a b': '' } }),
      TypeError,
      'headers must be what new Headers()',
    ],
  ])('case %#: throws at the call', (bad, type, message) => {
    expect(bad).toThrow(type)
    expect(bad).toThrow(message)
  })

  test('a header that is refused is not shown, as it may be a password', () => {
    let refusal: unknown
    try {
      paginate(url, { strategy, headers: { authorization: 'Bearer secret\nsecret' } })
    } catch (error) {
      refusal = error
    }
    expect(inspect(refusal)).toContain('headers must be what new Headers() takes')
    expect(inspect(refusal)).not.toContain('secret')
  })
})
