import { pipe, toArray } from '@rivulet/core'
import { describe, expect, test, vi } from 'vitest'
import { byLink } from './byLink.ts'
import { HttpError } from './httpError.ts'
import { paginate, type PaginateOptions } from './paginate.ts'
import type { RetryEvent } from './requestOptions.ts'
import { expectNothingOpen, testServer, type TestServer } from './testServer.ts'

expectNothingOpen()

/** Answers the first requests with what is wrong, one after the other, and all further ones with a page. */
function failing(
  ...failures: readonly { readonly status: number; readonly headers?: Record<string, string> }[]
): Promise<TestServer> {
  const left = [...failures]
  return testServer((_, response) => {
    const failure = left.shift()
    if (failure === undefined) response.end('[1]')
    else response.writeHead(failure.status, failure.headers).end('sorry')
  })
}

const retry = { minDelayMs: 1, maxDelayMs: 1 }

/** All items of one page, asked for with short waits. */
function read(
  url: string | Request,
  options: Partial<PaginateOptions<unknown>> = {},
): Promise<unknown[]> {
  return pipe(paginate(url, { strategy: byLink(), retry, ...options }), toArray())
}

test.each([408, 429, 500, 502, 503, 504, 599])('%i is tried again', async (status) => {
  const server = await failing({ status }, { status })
  expect(await read(server.origin)).toEqual([1])
  expect(server.requested).toHaveLength(3)
})

test.each([400, 401, 403, 404, 409, 410, 422])('%i is not', async (status) => {
  const server = await failing({ status })
  await expect(read(server.origin)).rejects.toMatchObject({ status })
  expect(server.requested).toHaveLength(1)
})

test('statuses of your own replace those', async () => {
  const statuses = [403]
  const server = await failing({ status: 403 }, { status: 500 })
  await expect(read(server.origin, { retry: { ...retry, statuses } })).rejects.toMatchObject({
    status: 500,
  })
  expect(server.requested).toHaveLength(2)
})

test('after four retries the last error is told', async () => {
  const failures = [500, 500, 500, 500, 503].map((status) => ({ status }))
  const server = await failing(...failures)
  await expect(read(server.origin)).rejects.toMatchObject({ name: 'HttpError', status: 503 })
  expect(server.requested).toHaveLength(5)
})

test('retries: 0 makes one attempt', async () => {
  const server = await failing({ status: 500 })
  await expect(read(server.origin, { retry: { retries: 0 } })).rejects.toBeInstanceOf(HttpError)
  expect(server.requested).toHaveLength(1)
})

describe('the network', () => {
  test('a connection reset before the headers is tried again', async () => {
    let requests = 0
    const server = await testServer((request, response) => {
      if (++requests === 1) request.socket.resetAndDestroy()
      else response.end('[1]')
    })
    expect(await read(server.origin)).toEqual([1])
  })

  test.each(['content-length', 'chunked'])(
    'a connection reset in the middle of a body (%s) is tried again, and no item comes twice',
    async (framing) => {
      let requests = 0
      const server = await testServer((_, response) => {
        if (++requests > 1) return response.end('[1, 2]')
        if (framing === 'content-length') response.setHeader('content-length', 6)
        return response.write('[1, ', () => response.socket?.resetAndDestroy())
      })
      expect(await read(server.origin)).toEqual([1, 2])
      expect(requests).toBe(2)
    },
  )

  test('a refused connection is tried again', async () => {
    const server = await failing()
    await server.kill()
    const events: RetryEvent[] = []
    const onRetry = (event: RetryEvent): unknown => events.push(event)
    await expect(
      read(server.origin, { onRetry, retry: { ...retry, retries: 2 } }),
    ).rejects.toMatchObject({ code: 'NETWORK' })
    expect(events.map(({ attempt, retriesLeft }) => [attempt, retriesLeft])).toEqual([
      [1, 2],
      [2, 1],
    ])
  })
})

describe('methods', () => {
  const post = (url: string): Request => new Request(url, { method: 'POST', body: '{"q":1}' })

  test('a POST is not sent twice', async () => {
    const server = await failing({ status: 500 })
    await expect(read(post(server.origin))).rejects.toMatchObject({ status: 500 })
    expect(server.requested).toHaveLength(1)
  })

  test('a POST is sent again, with its body, if asked', async () => {
    const bodies: string[] = []
    const server = await testServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      bodies.push(`${request.method} ${body}`)
      if (bodies.length === 1) response.writeHead(500)
      response.end('[1]')
    })
    const items = await read(post(server.origin), { retry: { ...retry, methods: ['post'] } })
    expect(items).toEqual([1])
    expect(bodies).toEqual(['POST {"q":1}', 'POST {"q":1}'])
  })
})

describe('Retry-After', () => {
  /** What the server is understood to ask for, with a cap that keeps the test short. */
  async function askedFor(value: string, maxRetryAfterMs = 2): Promise<number | undefined> {
    const server = await failing({ status: 429, headers: { 'retry-after': value } })
    let event: RetryEvent | undefined
    await read(server.origin, {
      retry: { ...retry, maxRetryAfterMs },
      onRetry: (retried) => (event = retried),
    })
    expect(server.requested).toHaveLength(2)
    return event?.retryAfterMs
  }

  test('of seconds is waited, up to the cap', async () => {
    expect(await askedFor('0')).toBe(0)
    expect(await askedFor('7')).toBe(2)
  })

  test('is waited for at least as long as the server asks', async () => {
    const began = performance.now()
    expect(await askedFor('0.05', 60_000)).toBe(50)
    expect(performance.now() - began).toBeGreaterThanOrEqual(49)
  })

  test('with a date is waited, up to the cap', async () => {
    expect(await askedFor(new Date(Date.now() + 60_000).toUTCString())).toBe(2)
  })

  test.each(['soon', '-5', String(Math.ceil(Date.now() / 1000))])(
    'of %s is treated as none',
    async (value) => {
      expect(await askedFor(value)).toBe(undefined)
    },
  )

  test('is told by the error when no attempt is left', async () => {
    const server = await failing({ status: 503, headers: { 'retry-after': '7' } })
    await expect(read(server.origin, { retry: { retries: 0 } })).rejects.toMatchObject({
      retryAfterMs: 7000,
    })
  })
})

describe('an abort', () => {
  test.each([
    ['the backoff', {}, { minDelayMs: 600_000, maxDelayMs: 600_000 }],
    ['a Retry-After', { 'retry-after': '3600' }, { maxRetryAfterMs: 600_000 }],
  ])('ends %s at once, with its reason', async (_, headers, waits) => {
    const server = await failing({ status: 503, headers })
    const controller = new AbortController()
    const reading = read(server.origin, {
      signal: controller.signal,
      retry: waits,
      onRetry: () => setImmediate(() => controller.abort('enough')),
    })
    await expect(reading).rejects.toBe('enough')
    expect(server.requested).toHaveLength(1)
  })

  test('by leaving the loop ends a backoff too', async () => {
    const server = await failing({ status: 503 })
    let waiting: (() => void) | undefined
    const isWaiting = new Promise<void>((resolve) => (waiting = resolve))
    const iterator = paginate(server.origin, {
      strategy: byLink(),
      retry: { minDelayMs: 600_000, maxDelayMs: 600_000 },
      onRetry: () => setImmediate(() => waiting?.()),
    })[Symbol.asyncIterator]()
    const next = iterator.next()
    await isWaiting
    await iterator.return?.()
    expect(await next).toEqual({ value: undefined, done: true })
  })
})

describe('timeouts', () => {
  test('an attempt that takes too long is followed by another', async () => {
    let requests = 0
    const server = await testServer((_, response) => {
      if (++requests > 1) response.end('[1]') // the first is never answered
    })
    expect(await read(server.origin, { attemptTimeoutMs: 100 })).toEqual([1])
    expect(requests).toBeGreaterThan(1)
  })

  test('a body that never ends is one', async () => {
    const server = await testServer((_, response) => void response.write('[1, '))
    await expect(
      read(server.origin, { attemptTimeoutMs: 20, retry: { ...retry, retries: 1 } }),
    ).rejects.toMatchObject({ code: 'TIMEOUT', page: 1, message: expect.stringContaining('20 ms') })
    expect(server.requested).toHaveLength(2)
  })

  test('all attempts together have a limit, which ends the waits too', async () => {
    const server = await failing({ status: 500 })
    await expect(
      read(server.origin, {
        totalTimeoutMs: 50,
        retry: { minDelayMs: 600_000, maxDelayMs: 600_000 },
      }),
    ).rejects.toMatchObject({
      code: 'TIMEOUT',
      message: expect.stringContaining('totalTimeoutMs of 50 ms'),
    })
    expect(server.requested).toHaveLength(1)
  })

  test('no timer is started for Infinity', async () => {
    const server = await failing()
    const setTimeout = vi.spyOn(globalThis, 'setTimeout')
    const limits = { attemptTimeoutMs: Infinity, totalTimeoutMs: Infinity }
    expect(await read(server.origin, limits)).toEqual([1])
    expect(setTimeout.mock.calls.filter(([, delay]) => delay === Infinity)).toEqual([])
    setTimeout.mockRestore()
  })
})

describe('hooks', () => {
  test('see every attempt, without secrets', async () => {
    const server = await failing({ status: 500 })
    const seen: unknown[] = []
    await read(`${server.origin}/?token=secret`, {
      onRequest: (event) => seen.push(['request', event]),
      onResponse: ({ status, headers, durationMs }) =>
        seen.push(['response', status, headers.has('date'), durationMs > 0]),
      onRetry: ({ error, retryAfterMs, ...event }) =>
        seen.push(['retry', error.message, retryAfterMs, event]),
    })
    const event = { url: `${server.origin}/?token=***`, method: 'GET', page: 1 }
    const message = `page 1, ${event.url}: answered 500 Internal Server Error, with the body "sorry"`
    expect(seen).toEqual([
      ['request', { ...event, attempt: 1 }],
      ['response', 500, true, true],
      ['retry', message, undefined, { ...event, attempt: 1, retriesLeft: 4 }],
      ['request', { ...event, attempt: 2 }],
      ['response', 200, true, true],
    ])
  })

  test.each(['onRequest', 'onResponse', 'onRetry'])('what %s throws ends the run', async (hook) => {
    const server = await failing({ status: 500 })
    const thrown = { mine: true }
    const throwing = (): never => {
      throw thrown as unknown as Error
    }
    await expect(read(server.origin, { [hook]: throwing })).rejects.toBe(thrown)
    expect(server.requested.length).toBeLessThanOrEqual(1)
  })
})
