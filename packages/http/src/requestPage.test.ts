import { getEventListeners } from 'node:events'
import { pipe, toArray } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { byLink } from './byLink.ts'
import { byPage } from './byPage.ts'
import { HttpError } from './httpError.ts'
import { PageError } from './pageError.ts'
import { paginate, type PaginateOptions } from './paginate.ts'
import { requestPage } from './requestPage.ts'
import { planRequests } from './requestPlan.ts'
import { expectNothingOpen, jsonServer, testServer } from './testServer.ts'

expectNothingOpen()

/** The error that reading all pages ends with. */
async function failureOf(
  url: string,
  options: Partial<PaginateOptions<unknown>> = {},
): Promise<PageError> {
  const error: unknown = await pipe(
    paginate(url, { strategy: byLink(), retry: { retries: 0 }, ...options }),
    toArray(),
  ).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(PageError)
  return error as PageError
}

test('leaves no listener on the signal of the run', async () => {
  const server = await jsonServer(() => ({ body: [] }))
  const { signal } = new AbortController()
  const home = new URL(server.origin)
  const plan = { ...planRequests('test', home, {}), maxBodyBytes: 1000 }
  const target = { url: home, method: 'GET', place: { url: home, number: 1 } }
  await requestPage(target, plan, signal)
  await requestPage(target, plan, signal)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

describe('a status that is no success', () => {
  test.each([404, 500, 304])(
    '%i is an HttpError with the beginning of the body',
    async (status) => {
      const server = await testServer((request, response) => {
        if (request.url?.endsWith('page=1')) return response.end('[1]')
        response.writeHead(status)
        return response.end(status === 304 ? undefined : `Sorry ${'é'.repeat(500_000)}`)
      })
      const error = await failureOf(`${server.origin}/?token=secret`, { strategy: byPage() })
      expect(error).toBeInstanceOf(HttpError)
      expect(error).toMatchObject({
        name: 'HttpError',
        code: 'HTTP_STATUS',
        status,
        page: 2,
        url: `${server.origin}/?token=***&page=2`,
        body: status === 304 ? '' : `Sorry ${'é'.repeat(1021)}`,
      })
      expect(error.message).toContain(`page 2, ${error.url}: answered ${status} `)
      expect(error.message.length).toBeLessThan(250)
      expect(error.cause).toBe(undefined)
    },
  )

  test('is told within a second although its body never ends', async () => {
    const server = await testServer((_, response) => {
      response.writeHead(503)
      response.write('busy')
    })
    expect(await failureOf(server.origin)).toMatchObject({ status: 503, body: 'busy' })
  })

  test('is told although its body breaks off', async () => {
    const server = await testServer((_, response) => {
      response.writeHead(503, { 'content-length': 100 })
      response.write('busy', () => response.destroy())
    })
    const error = await failureOf(server.origin)
    expect(error).toMatchObject({ status: 503, body: 'busy' })
    expect(error.cause).toBeInstanceOf(Error)
  })

  test('a redirect that says nowhere to go is one', async () => {
    const server = await testServer((_, response) => void response.writeHead(302).end())
    expect(await failureOf(server.origin)).toMatchObject({ status: 302, body: '' })
  })

  test('the connection is used again after a short error', async () => {
    const server = await testServer((_, response) => void response.writeHead(404).end('none'))
    for (let run = 0; run < 10; run++) await failureOf(server.origin)
    expect(server.opened()).toBeLessThanOrEqual(2)
  })
})

describe('a body that is no page', () => {
  test.each([
    ['text/html', '<h1>Log in</h1>', '(text/html), with the body "<h1>Log in</h1>"'],
    ['application/json', '', '(application/json), with an empty body'],
    ['application/json', '[1, 2', 'with the body "[1, 2"'],
    ['application/json', `x${'y'.repeat(5000)}`, `with the body "x${'y'.repeat(99)}…"`],
  ])('%s is NOT_JSON, case %#', async (type, body, message) => {
    const server = await testServer((_, response) => {
      response.writeHead(200, { 'content-type': type })
      response.end(body)
    })
    const error = await failureOf(server.origin)
    expect(error).toMatchObject({ code: 'NOT_JSON', page: 1, url: `${server.origin}/` })
    expect(error.message).toContain(`page 1, ${server.origin}/: the body is not JSON`)
    expect(error.message).toContain(message)
    expect(error.cause).toBeInstanceOf(SyntaxError)
  })

  test.each([
    [null, 'the body is null and not an array: give items, a function'],
    [{}, 'the body is an empty object and not'],
    ['no', 'the body is "no" and not'],
    [{ data: [1], total: 1 }, 'the body is an object with "data", "total" and not an array'],
  ])('%j is NO_ITEMS where no items option is given', async (body, message) => {
    const server = await jsonServer(() => ({ body }))
    const error = await failureOf(server.origin)
    expect(error).toMatchObject({ code: 'NO_ITEMS', page: 1 })
    expect(error.message).toContain(message)
  })

  test('NO_ITEMS says what items returned', async () => {
    const server = await jsonServer(() => ({ body: { results: [1] } }))
    const error = await failureOf(server.origin, {
      items: (body) => (body as { data: unknown[] }).data,
    })
    expect(error).toMatchObject({ code: 'NO_ITEMS', page: 1 })
    expect(error.message).toContain(
      'items must return an array, got undefined from a body that is an object with "results"',
    )
  })
})

describe('the network', () => {
  test('a refused connection is told with URL and page', async () => {
    const error = await failureOf('http://127.0.0.1:9/?key=secret')
    expect(error).toMatchObject({ code: 'NETWORK', page: 1, url: 'http://127.0.0.1:9/?key=***' })
    expect(error.cause).toBeInstanceOf(TypeError)
    expect(error.message).not.toContain('fetch failed')
  })

  test.each(['gzip', 'identity'])('a connection lost in a body (%s) is told', async (encoding) => {
    const server = await testServer((_, response) => {
      response.writeHead(200, { 'content-length': 100, 'content-encoding': encoding })
      response.write(encoding === 'gzip' ? Buffer.of(31, 139, 8, 0) : '[1, 2,', () =>
        response.socket?.resetAndDestroy(),
      )
    })
    const error = await failureOf(server.origin)
    expect(error).toMatchObject({ code: 'NETWORK', page: 1 })
    expect(error.message).toContain('the body broke off: ')
    expect(error.cause).toBeInstanceOf(Error)
  })

  test('what a fetch of the caller rejects with is the cause', async () => {
    const cause = new DOMException('too slow', 'TimeoutError')
    const error = await failureOf('http://127.0.0.1/', { fetch: () => Promise.reject(cause) })
    expect(error).toMatchObject({ code: 'NETWORK', cause })
    expect(error.message).toContain('the request failed: too slow')
  })
})

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('%i within the origin is followed', async (status) => {
    const server = await testServer((request, response) => {
      if (request.url === '/b') response.end('[1]')
      else response.writeHead(status, { location: 'b' }).end('moved')
    })
    const items = paginate(`${server.origin}/a`, { strategy: byLink(), headers: { 'x-key': '1' } })
    expect(await pipe(items, toArray())).toEqual([1])
    expect(server.requested).toEqual(['/a', '/b'])
    expect(server.headers[1]?.['x-key']).toBe('1')
  })

  test('the connection is used again after a redirect', async () => {
    const server = await testServer((request, response) => {
      const page = Number(new URL(String(request.url), 'http://server').searchParams.get('page'))
      if (request.url?.startsWith('/?')) {
        response.writeHead(302, { location: `/list?page=${page}` }).end('moved')
      } else response.end(page > 10 ? '[]' : '[1]')
    })
    const items = paginate(server.origin, { strategy: byPage() })
    expect(await pipe(items, toArray())).toHaveLength(10)
    expect(server.opened()).toBeLessThanOrEqual(2)
  })

  test('a loop is left after 20', async () => {
    const server = await testServer((request, response) => {
      response.writeHead(302, { location: request.url === '/a' ? '/b' : '/a' }).end()
    })
    expect(await failureOf(`${server.origin}/a`)).toMatchObject({
      code: 'TOO_MANY_REDIRECTS',
      page: 1,
      url: `${server.origin}/a`,
    })
    expect(server.requested).toHaveLength(21)
  })

  test('a redirect to what is no URL is an error', async () => {
    const server = await testServer((_, response) => {
      response.writeHead(302, { location: 'http://:x' }).end()
    })
    expect(await failureOf(server.origin)).toMatchObject({ code: 'BAD_NEXT' })
  })

  test('a redirect whose body never ends is followed', async () => {
    const server = await testServer((request, response) => {
      if (request.url === '/b') return response.end('[1]')
      response.writeHead(302, { location: '/b' })
      return response.write('x')
    })
    const items = paginate(server.origin, { strategy: byLink() })
    expect(await pipe(items, toArray())).toEqual([1])
  })
})
