import type { ServerResponse } from 'node:http'
import { createGzip } from 'node:zlib'
import { pipe, take, toArray } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { BodyError } from './bodyError.ts'
import type { ServerSentEvent } from './eventStreamParser.ts'
import { HttpError } from './httpError.ts'
import { sse, type SseOptions } from './sse.ts'
import { closing, expectNothingOpen, testServer } from './testServer.ts'

expectNothingOpen()

const EVENTS = { 'content-type': 'text/event-stream' }
const quick = { reconnectDelayMs: 0, retry: { minDelayMs: 0, maxDelayMs: 0 } }

/** Answers each connection with the next text, and those after the last with 204. */
function eventServer(...texts: readonly string[]) {
  let count = 0
  return testServer((_, response) => {
    const text = texts[count++]
    if (text === undefined) response.writeHead(204).end()
    else response.writeHead(200, EVENTS).end(text)
  })
}

async function outcome<T = ServerSentEvent>(url: string, options: SseOptions<T> = {}) {
  const events: T[] = []
  try {
    for await (const event of sse(url, { ...quick, ...options })) events.push(event)
  } catch (error) {
    return { events, error: error as BodyError }
  }
  return { events, error: undefined }
}

const dataOf = (events: readonly ServerSentEvent[]): string[] => events.map(({ data }) => data)

describe('events', () => {
  test('are delivered as they arrive, and their connection is closed with the loop', async () => {
    let closed: Promise<unknown> | undefined
    const server = await testServer((request, response) => {
      closed = closing(request.socket)
      response.writeHead(200, EVENTS)
      response.write(': hello\n\nevent: add\nid: 7\ndata: é\n\nda')
    })
    const events = sse(server.origin)
    expect(server.requested).toEqual([])
    expect(await pipe(events, take(1), toArray())).toEqual([
      { type: 'add', data: 'é', lastEventId: '7' },
    ])
    await closed
    expect(server.headers[0]).toMatchObject({
      accept: 'text/event-stream',
      'cache-control': 'no-store',
    })
    expect(server.headers[0]).not.toHaveProperty('last-event-id')
  })

  test('may be cut anywhere, in a character and in the byte order mark too', async () => {
    const bytes = [...Buffer.from('\uFEFFdata: 😀\r\n\r\n')]
    const server = await testServer((_, response) => {
      response.writeHead(200, EVENTS)
      const writeNext = (): void => {
        const byte = bytes.shift()
        if (byte === undefined) return
        response.write(Buffer.of(byte), writeNext)
      }
      writeNext()
    })
    expect(dataOf(await pipe(sse(server.origin), take(1), toArray()))).toEqual(['😀'])
  })

  test('are read from a compressed body as they arrive', async () => {
    const zip = createGzip()
    const server = await testServer((_, response) => {
      response.writeHead(200, { ...EVENTS, 'content-encoding': 'gzip' })
      zip.pipe(response)
      zip.write('data: a\n\n')
      zip.flush()
    })
    expect(dataOf(await pipe(sse(server.origin), take(1), toArray()))).toEqual(['a'])
    zip.destroy()
  })

  test('end with 204', async () => {
    const server = await eventServer()
    expect(await outcome(server.origin)).toEqual({ events: [], error: undefined })
    expect(server.requested).toHaveLength(1)
  })

  test('begin anew with each iteration', async () => {
    const server = await testServer((_, response) => {
      response.writeHead(200, EVENTS)
      response.write('id: 1\ndata: a\n\n')
    })
    const first = pipe(sse(server.origin), take(1), toArray())
    expect(dataOf(await first)).toEqual(['a'])
    expect(dataOf(await pipe(sse(server.origin), take(1), toArray()))).toEqual(['a'])
    expect(server.headers[1]).not.toHaveProperty('last-event-id')
  })

  test('longer than they may be are an error, after those before', async () => {
    const server = await eventServer(`data: a\n\ndata: ${'x'.repeat(1000)}`)
    const { events, error } = await outcome(server.origin, { maxEventLength: 100 })
    expect(dataOf(events)).toEqual(['a'])
    expect(error).toMatchObject({ code: 'TOO_LONG', url: `${server.origin}/` })
    expect(error?.message).toContain('an event has more than 100 characters')
  })
})

describe('a connection that ends', () => {
  test('is opened again after the last event that was whole', async () => {
    const server = await eventServer(
      'id: 1é\ndata: a\n\nid: 2\ndata: lost',
      'data: b\n\n',
      'id\n\n',
    )
    const { events } = await outcome(server.origin)
    expect(events).toEqual([
      { type: 'message', data: 'a', lastEventId: '1é' },
      { type: 'message', data: 'b', lastEventId: '1é' },
    ])
    const ids = server.headers.map((headers) => headers['last-event-id'])
    const sent = Buffer.from('1é').toString('latin1')
    expect(ids).toEqual([undefined, sent, sent, undefined])
  })

  test('is opened again when it breaks off', async () => {
    let count = 0
    const server = await testServer((_, response) => {
      response.writeHead(count++ === 2 ? 204 : 200, EVENTS)
      if (count === 3) response.end()
      else
        response.write(`data: ${count}\n\n`, () =>
          setImmediate(() => response.socket?.resetAndDestroy()),
        )
    })
    expect(dataOf((await outcome(server.origin)).events)).toEqual(['1', '2'])
  })

  test('goes on where another run has stopped', async () => {
    const server = await eventServer('data: b\n\n')
    await outcome(server.origin, { lastEventId: '7' })
    expect(server.headers[0]?.['last-event-id']).toBe('7')
  })

  test('and never brings an event is given up, and not asked for without a pause', async () => {
    const server = await testServer((_, response) => {
      response.writeHead(200, EVENTS).end(': nothing\n\n')
    })
    const { error } = await outcome(server.origin, { maxEmptyConnections: 3 })
    expect(error).toMatchObject({ code: 'NO_EVENTS', name: 'BodyError' })
    expect(error?.message).toContain('3 connections in a row have ended without an event')
    expect(server.requested).toHaveLength(3)
  })

  test('is waited for as long as the server says, and longer each time it brings nothing', async () => {
    const server = await testServer((_, response) => {
      response.writeHead(200, EVENTS).end('retry: 20\n\n')
    })
    const began = performance.now()
    await outcome(server.origin, {
      reconnectDelayMs: 1_000_000,
      maxEmptyConnections: 4,
      retry: { minDelayMs: 0, maxDelayMs: 1_000_000 },
    })
    // At least 20, 40 and 80; timers may be a millisecond early.
    expect(performance.now() - began).toBeGreaterThanOrEqual(137)
  })

  test('is waited for at the cap when the server says something absurd', async () => {
    const server = await eventServer('retry: 99999999999999\ndata: a\n\n')
    const { events } = await outcome(server.origin, { retry: { maxRetryAfterMs: 1 } })
    expect(dataOf(events)).toEqual(['a'])
  })

  test.each([
    // As long as the least delay, though the server says 0.
    ['retry: 0\n', { retry: { minDelayMs: 30 } }],
    // As long as its own delay, which is not what the cap is for.
    ['', { reconnectDelayMs: 30, retry: { maxRetryAfterMs: 1 } }],
  ])('after %j is waited for with %o', async (retry, options) => {
    const server = await eventServer(`${retry}data: a\n\n`)
    const began = performance.now()
    const { events } = await outcome(server.origin, options)
    expect(dataOf(events)).toEqual(['a'])
    expect(performance.now() - began).toBeGreaterThanOrEqual(29)
  })

  test('an abort ends the wait at once', async () => {
    const server = await eventServer('data: a\n\n')
    const controller = new AbortController()
    const iterator = sse(server.origin, {
      reconnectDelayMs: 1_000_000,
      signal: controller.signal,
    })[Symbol.asyncIterator]()
    await iterator.next()
    const next = iterator.next()
    const reason = new Error('mine')
    setImmediate(() => controller.abort(reason))
    await expect(next).rejects.toBe(reason)
  })

  test('leaving the loop ends the wait at once', async () => {
    const server = await eventServer('data: a\n\n')
    const iterator = sse(server.origin, { reconnectDelayMs: 1_000_000 })[Symbol.asyncIterator]()
    await iterator.next()
    void iterator.next()
    await iterator.return?.()
    expect(server.requested).toHaveLength(1)
  })

  test('is opened again through 429 and its Retry-After, and ends with 404', async () => {
    let count = 0
    const answers: ((response: ServerResponse) => void)[] = [
      (response) => response.writeHead(200, EVENTS).end('id: 1\ndata: a\n\n'),
      (response) => response.writeHead(429, { 'retry-after': '0' }).end(),
      (response) => response.writeHead(503).end(),
      (response) => response.writeHead(200, EVENTS).end('data: b\n\n'),
      (response) => response.writeHead(404).end('gone'),
    ]
    const server = await testServer((_, response) => answers[count++]?.(response))
    const { events, error } = await outcome(server.origin)
    expect(dataOf(events)).toEqual(['a', 'b'])
    expect(error).toBeInstanceOf(HttpError)
    expect(error).toMatchObject({ status: 404 })
    expect(server.headers.map((headers) => headers['last-event-id'])).toEqual([
      undefined,
      '1',
      '1',
      '1',
      '1',
    ])
  })

  test('because nothing came for too long is opened again', async () => {
    let count = 0
    const server = await testServer((_, response) => {
      if (count++ > 0) response.writeHead(204).end()
      else response.writeHead(200, EVENTS).write('data: a\n\n')
    })
    expect(dataOf((await outcome(server.origin, { idleTimeoutMs: 30 })).events)).toEqual(['a'])
    expect(server.requested).toHaveLength(2)
  })

  test('is the end without reconnect', async () => {
    const server = await eventServer('data: a\n\n', 'data: b\n\n')
    const { events, error } = await outcome(server.origin, { reconnect: false })
    expect([dataOf(events), error]).toEqual([['a'], undefined])
  })

  test('breaking off is an error without reconnect', async () => {
    const server = await testServer((_, response) => {
      response.writeHead(200, EVENTS)
      response.write('data: a\n\n', () => setImmediate(() => response.socket?.resetAndDestroy()))
    })
    const { events, error } = await outcome(server.origin, { reconnect: false })
    expect(dataOf(events)).toEqual(['a'])
    expect(error).toMatchObject({ code: 'NETWORK' })
    expect(error?.message).toContain('the events broke off')
  })
})

describe('a POST', () => {
  test('sends its body and is not sent again', async () => {
    const bodies: string[] = []
    const server = await testServer((request, response) => {
      request.on('data', (chunk) => bodies.push(`${request.method} ${chunk}`))
      response.writeHead(200, EVENTS).end('data: a\n\ndata: [DONE]\n\n')
    })
    const headers = { 'content-type': 'application/json' }
    const { events } = await outcome(server.origin, { body: '{"q":1}', headers })
    expect(dataOf(events)).toEqual(['a', '[DONE]'])
    expect(bodies).toEqual(['POST {"q":1}'])
    expect(server.headers[0]).toMatchObject(headers)
  })

  test('is not sent again after a status either', async () => {
    const server = await testServer((_, response) => void response.writeHead(503).end())
    expect((await outcome(server.origin, { body: '' })).error).toBeInstanceOf(HttpError)
    expect(server.requested).toHaveLength(1)
  })
})

test.each([
  [200, { 'content-type': 'text/html' }, 'answered 200 with text/html and not 200'],
  [200, {}, 'answered 200 with no content type'],
  [206, EVENTS, 'answered 206 with text/event-stream'],
  [200, { 'content-type': 'text/event-streams' }, 'text/event-streams'],
])('%i with %j is no event stream', async (status, headers, message) => {
  const server = await testServer((_, response) => {
    response.writeHead(status, headers)
    response.write('<h1>Log in</h1>')
  })
  const { error } = await outcome(server.origin)
  expect(error).toMatchObject({ code: 'NOT_EVENTS' })
  expect(error?.message).toContain(message)
  expect(server.requested).toHaveLength(1)
})

test('the content type may have parameters and any case', async () => {
  const server = await testServer((_, response) => {
    response.writeHead(200, { 'content-type': 'Text/Event-Stream; charset=utf-8' })
    response.write('data: a\n\n')
  })
  expect(dataOf(await pipe(sse(server.origin), take(1), toArray()))).toEqual(['a'])
})

test('events go through parse', async () => {
  const price = z.object({ data: z.string().transform((text): unknown => JSON.parse(text)) })
  const server = await eventServer('data: {"price":1}\n\ndata: {"price":2}\n\n')
  const { events } = await outcome(server.origin, { parse: price })
  expect(events).toEqual([{ data: { price: 1 } }, { data: { price: 2 } }])
})

test.each([
  [() => sse('ftp://a/'), RangeError, 'sse: url must be an absolute http: or https: URL'],
  [() => sse('http://a/', { lastEventId: 'a\nb' }), RangeError, 'without line ends and NUL'],
  [() => sse('http://a/', { lastEventId: 'a\r' }), RangeError, 'without line ends and NUL'],
  [() => sse('http://a/', { lastEventId: '\0' }), RangeError, 'without line ends and NUL'],
  [() => sse('http://a/', { lastEventId: 7 as never }), TypeError, 'sse: lastEventId must be a'],
  [() => sse('http://a/', { body: {} as never }), TypeError, 'sse: body must be a string or'],
  [() => sse('http://a/', { method: '' }), RangeError, 'sse: method must be one that fetch sends'],
  [() => sse('http://a/', { method: 'GET', body: 'x' }), RangeError, 'other than GET and HEAD'],
  [
    () => sse('http://a/', { reconnect: 1 as never }),
    TypeError,
    'sse: reconnect must be a boolean',
  ],
  [() => sse('http://a/', { reconnectDelayMs: -1 }), RangeError, 'sse: reconnectDelayMs must be'],
  [() => sse('http://a/', { maxEmptyConnections: 0 }), RangeError, 'sse: maxEmptyConnections'],
  [() => sse('http://a/', { maxEventLength: 0.5 }), RangeError, 'sse: maxEventLength must be'],
  [
    () => sse('http://a/', { parse: {} as never }),
    TypeError,
    'sse: parse must be a Standard Schema',
  ],
])('case %#: throws at the call', (call, type, message) => {
  expect(call).toThrow(type)
  expect(call).toThrow(message)
})
