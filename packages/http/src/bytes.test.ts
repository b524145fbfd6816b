import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, createGzip, gzipSync } from 'node:zlib'
import { pipe, take, toArray } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import type { BodyError } from './bodyError.ts'
import { bytes, type BytesOptions } from './bytes.ts'
import { HttpError } from './httpError.ts'
import { closing, expectNothingOpen, testServer } from './testServer.ts'

expectNothingOpen()

const CONTENT = Buffer.from(Array.from({ length: 5000 }, (_, n) => n % 251))
const retry = { minDelayMs: 0, maxDelayMs: 0, retries: 3 }

async function outcome(url: string, options: BytesOptions = {}) {
  const chunks: Buffer[] = []
  let error: BodyError | undefined
  try {
    for await (const chunk of bytes(url, { retry, ...options })) chunks.push(chunk)
  } catch (caught) {
    error = caught as BodyError
  }
  return { content: Buffer.concat(chunks), error }
}

/** Sends the beginning of a body that was announced to be longer, and drops the connection. */
function sendAndDrop(response: ServerResponse, body: Buffer): void {
  response.write(body, () => response.socket?.resetAndDestroy())
}

/** Answers as a server does that knows ranges. What is given replaces its own. */
function sendRange(
  request: IncomingMessage,
  response: ServerResponse,
  { etag = '"1"', length = CONTENT.length, headers = {}, status = 206 } = {},
): void {
  const first = Number(/^bytes=(\d+)-$/.exec(String(request.headers.range))?.[1])
  const part = CONTENT.subarray(first, first + length)
  response.writeHead(status, {
    etag,
    'content-length': part.length,
    'content-range': `bytes ${first}-${first + part.length - 1}/${CONTENT.length}`,
    ...headers,
  })
  response.end(part)
}

/** Sends `delivered` bytes and drops the connection; every request after the first gets `rest`. */
function droppingServer(
  delivered: number,
  rest: (request: IncomingMessage, response: ServerResponse, count: number) => void,
  headers: Record<string, string | number> = { etag: '"1"', 'content-length': CONTENT.length },
) {
  let count = 0
  return testServer((request, response) => {
    if (count++ > 0) return rest(request, response, count)
    response.writeHead(200, headers)
    return sendAndDrop(response, CONTENT.subarray(0, delivered))
  })
}

describe('a body', () => {
  test('is delivered as it arrives, and requested anew by each iteration', async () => {
    const server = await testServer((_, response) => void response.end(CONTENT))
    const body = bytes(server.origin)
    expect(server.requested).toEqual([])
    for (let run = 0; run < 2; run++) {
      expect(Buffer.concat(await pipe(body, toArray()))).toEqual(CONTENT)
    }
    expect(server.requested).toHaveLength(2)
    expect(server.headers[0]).toMatchObject({ 'accept-encoding': 'identity', accept: '*/*' })
  })

  test.each([200, 204])('may be empty, with %i', async (status) => {
    const server = await testServer((_, response) => void response.writeHead(status).end())
    expect(await outcome(server.origin)).toEqual({ content: Buffer.alloc(0), error: undefined })
  })

  test.each([
    ['gzip', gzipSync(CONTENT)],
    ['br', brotliCompressSync(CONTENT)],
  ])('that is sent as %s is decoded', async (coding, body) => {
    const server = await testServer((_, response) => {
      response.writeHead(200, { 'content-encoding': coding, 'content-length': body.length })
      response.end(body)
    })
    const headers = { 'accept-encoding': coding }
    expect((await outcome(server.origin, { headers })).content).toEqual(CONTENT)
    expect(server.headers[0]?.['accept-encoding']).toBe(coding)
  })

  test('that is left early is closed, and nothing is requested again', async () => {
    let closed: Promise<unknown> | undefined
    const server = await testServer((request, response) => {
      closed = closing(request.socket)
      response.write('begun')
    })
    expect(String(await pipe(bytes(server.origin), take(1), toArray()))).toBe('begun')
    await closed
    expect(server.requested).toHaveLength(1)
  })

  test('that never ends is given up by an abort, with its reason', async () => {
    const server = await testServer((_, response) => void response.write('begun'))
    const controller = new AbortController()
    const iterator = bytes(server.origin, { signal: controller.signal })[Symbol.asyncIterator]()
    await iterator.next()
    const next = iterator.next()
    const reason = new Error('mine')
    controller.abort(reason)
    await expect(next).rejects.toBe(reason)
  })

  test('an abort ends the wait before another attempt', async () => {
    const server = await droppingServer(10, () => {})
    const controller = new AbortController()
    const reason = new Error('mine')
    const reading = outcome(server.origin, {
      retry: { minDelayMs: 1_000_000, maxDelayMs: 1_000_000 },
      signal: controller.signal,
    })
    await once(server.server, 'request')
    while (server.answering() > 0) await new Promise((resolve) => setImmediate(resolve))
    setImmediate(() => controller.abort(reason))
    expect((await reading).error).toBe(reason)
  })

  test('headers that never come are given up, and asked for again', async () => {
    let count = 0
    const server = await testServer((_, response) => {
      if (count++ > 0) response.end(CONTENT)
    })
    const { content } = await outcome(server.origin, { attemptTimeoutMs: 50 })
    expect(content).toEqual(CONTENT)
    expect(server.requested).toHaveLength(2)
  })

  test('a status that is no success is an HttpError without a page', async () => {
    const server = await testServer((_, response) => void response.writeHead(404).end('gone'))
    const { error } = await outcome(`${server.origin}/?key=secret`)
    expect(error).toBeInstanceOf(HttpError)
    expect(error).toMatchObject({ status: 404, page: undefined, url: `${server.origin}/?key=***` })
    expect(error?.message).toMatch(/^http:.*key=\*\*\*: answered 404/)
  })
})

describe('a body that broke off', () => {
  test.each([1, 2, 2500, 4999])('after %i bytes is resumed there', async (delivered) => {
    const server = await droppingServer(delivered, (...exchange) =>
      sendRange(exchange[0], exchange[1]),
    )
    expect(await outcome(server.origin)).toEqual({ content: CONTENT, error: undefined })
    expect(server.headers[1]).toMatchObject({
      range: `bytes=${delivered - 1}-`,
      'if-range': '"1"',
      'accept-encoding': 'identity',
    })
    expect(server.requested).toHaveLength(2)
  })

  test('before its first byte is requested as a whole', async () => {
    let count = 0
    const server = await testServer((request, response) => {
      if (count++ === 0) {
        response.writeHead(200, { 'content-length': 10 })
        response.flushHeaders()
        setImmediate(() => request.socket.resetAndDestroy())
      } else response.end(CONTENT)
    })
    expect((await outcome(server.origin)).content).toEqual(CONTENT)
    expect(server.headers[1]?.range).toBe(undefined)
  })

  test('again and again is resumed as long as it goes on', async () => {
    const server = await droppingServer(10, (request, response, count) => {
      if (count > 20) return sendRange(request, response)
      const first = Number(/\d+/.exec(String(request.headers.range))?.[0])
      response.writeHead(206, {
        etag: '"1"',
        'content-length': CONTENT.length - first,
        'content-range': `bytes ${first}-${CONTENT.length - 1}/${CONTENT.length}`,
      })
      return sendAndDrop(response, CONTENT.subarray(first, first + 11))
    })
    expect(await outcome(server.origin)).toEqual({ content: CONTENT, error: undefined })
    expect(server.requested).toHaveLength(21)
  })

  test('is given up when nothing new comes any more', async () => {
    const server = await droppingServer(10, (_, response) => {
      response.writeHead(206, {
        etag: '"1"',
        'content-range': `bytes 9-${CONTENT.length - 1}/${CONTENT.length}`,
      })
      sendAndDrop(response, CONTENT.subarray(9, 10))
    })
    const { content, error } = await outcome(server.origin)
    expect(content).toEqual(CONTENT.subarray(0, 10))
    expect(error).toMatchObject({ code: 'BROKE_OFF', offset: 10 })
    expect(error?.message).toContain('byte 10: the body broke off: ')
    expect(error?.message).toContain('so did 3 attempts to go on')
    expect(server.requested).toHaveLength(4)
  })

  test('is resumed by a server that sends its ranges in parts', async () => {
    const server = await droppingServer(10, (request, response) =>
      sendRange(request, response, { length: 2000 }),
    )
    expect(await outcome(server.origin)).toEqual({ content: CONTENT, error: undefined })
    expect(server.requested).toHaveLength(4)
  })

  test('is resumed without a length, and ends where nothing new comes', async () => {
    const server = await droppingServer(10, (request, response) => sendRange(request, response), {
      etag: '"1"',
    })
    expect(await outcome(server.origin)).toEqual({ content: CONTENT, error: undefined })
    expect(server.requested).toHaveLength(2)
  })

  test('because nothing came for too long is resumed', async () => {
    let count = 0
    const server = await testServer((request, response) => {
      if (count++ > 0) return sendRange(request, response)
      response.writeHead(200, { etag: '"1"', 'content-length': CONTENT.length })
      return response.write(CONTENT.subarray(0, 10))
    })
    const { content } = await outcome(server.origin, { idleTimeoutMs: 50 })
    expect(content).toEqual(CONTENT)
  })

  test('leaves out what is known when the server ignores ranges', async () => {
    const server = await droppingServer(2500, (_, response) => {
      response.writeHead(200, { etag: '"1"' }).end(CONTENT)
    })
    expect(await outcome(server.origin)).toEqual({ content: CONTENT, error: undefined })
  })

  test('is asked for again through a status that passes', async () => {
    const server = await droppingServer(10, (request, response, count) => {
      if (count === 2) response.writeHead(503).end()
      else sendRange(request, response)
    })
    expect(await outcome(server.origin)).toEqual({ content: CONTENT, error: undefined })
  })

  test('and whose URL is gone then says where it stood', async () => {
    const server = await droppingServer(10, (_, response) => void response.writeHead(404).end('no'))
    const { content, error } = await outcome(server.origin)
    expect(content).toEqual(CONTENT.subarray(0, 10))
    expect(error).toMatchObject({ code: 'BROKE_OFF', offset: 10 })
    expect(error?.cause).toBeInstanceOf(HttpError)
  })
})

describe('nothing is delivered that may belong to something else', () => {
  test.each([
    ['another ETag', 206, { etag: '"2"' }, 'CHANGED', 'its ETag was "1" and is "2" now'],
    ['another ETag and all of it', 200, { etag: '"2"' }, 'CHANGED', 'is "2" now'],
    [
      'a range of something else',
      206,
      { 'content-range': 'bytes 0-4999/5000' },
      'BAD_RANGE',
      '0-4',
    ],
    ['a range of another whole', 206, { 'content-range': 'bytes 9-6/7000' }, 'BAD_RANGE', '7000'],
    ['a longer whole', 206, { 'content-range': 'bytes 9-4999/6000' }, 'BAD_RANGE', '/6000'],
    [
      'no range',
      206,
      { 'content-range': 'rubbish' },
      'BAD_RANGE',
      'from 9 on with content-range: rubbish',
    ],
    ['a coded range', 206, { 'content-encoding': 'gzip' }, 'BAD_RANGE', 'content-encoding: gzip'],
    ['416', 416, {}, 'CHANGED', 'the content was changed'],
  ])('%s is an error', async (_, status, headers, code, message) => {
    const server = await droppingServer(10, (request, response) =>
      sendRange(request, response, { headers, status }),
    )
    const { content, error } = await outcome(server.origin)
    expect(content).toEqual(CONTENT.subarray(0, 10))
    expect(error).toMatchObject({ code, offset: 10, url: `${server.origin}/` })
    expect(error?.message).toContain(message)
  })

  test('a byte that was another one before is an error', async () => {
    const server = await droppingServer(10, (_, response) => {
      const changed = Buffer.from(CONTENT)
      changed[9] = 255
      response.writeHead(200, { etag: '"1"' }).end(changed)
    })
    const { content, error } = await outcome(server.origin)
    expect(content).toEqual(CONTENT.subarray(0, 10))
    expect(error).toMatchObject({ code: 'CHANGED', offset: 10 })
  })

  test('a whole without its tag is an error', async () => {
    const server = await droppingServer(10, (_, response) => void response.end(CONTENT))
    expect((await outcome(server.origin)).error?.message).toContain('is not there now')
  })

  test.each([
    ['no ETag', { 'content-length': 5000 }, 'the server gives no strong ETag'],
    ['a weak ETag', { etag: 'W/"1"' }, 'the server gives no strong ETag but W/"1"'],
  ])('with %s nothing is resumed', async (_, headers, message) => {
    const server = await testServer((_request, response) => {
      response.writeHead(200, headers)
      sendAndDrop(response, CONTENT.subarray(0, 2500))
    })
    const { content, error } = await outcome(server.origin)
    expect(content).toEqual(CONTENT.subarray(0, 2500))
    expect(error).toMatchObject({ code: 'BROKE_OFF', offset: 2500 })
    expect(error?.message).toContain(message)
    expect(error?.cause).toBeInstanceOf(Error)
    expect(server.requested).toHaveLength(1)
  })

  test('with a compressed body nothing is resumed', async () => {
    let drop: (() => void) | undefined
    const zip = createGzip()
    const server = await testServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', etag: '"1"' })
      drop = () => response.socket?.resetAndDestroy()
      zip.pipe(response)
      zip.write('begun')
      zip.flush()
    })
    const iterator = bytes(server.origin, { retry })[Symbol.asyncIterator]()
    expect(String((await iterator.next()).value)).toBe('begun')
    drop?.()
    await expect(iterator.next()).rejects.toMatchObject({
      code: 'BROKE_OFF',
      offset: 5,
      message: expect.stringContaining('it is encoded (gzip)'),
    })
    zip.destroy()
  })

  test('a part that nobody asked for is an error', async () => {
    const server = await testServer((_, response) => {
      response.writeHead(206, { 'content-range': 'bytes 5-9/10' }).end('56789')
    })
    expect((await outcome(server.origin)).error).toMatchObject({ code: 'BAD_RANGE', offset: 0 })
  })

  test('more bytes than were announced are an error', async () => {
    const server = await droppingServer(10, (_, response) => {
      response.writeHead(206, {
        etag: '"1"',
        'content-range': `bytes 9-${CONTENT.length - 1}/${CONTENT.length}`,
      })
      response.end(Buffer.concat([CONTENT.subarray(9), CONTENT]))
    })
    const { error } = await outcome(server.origin)
    expect(error).toMatchObject({ code: 'BAD_RANGE' })
    expect(error?.message).toContain('there are more than the 5000 bytes announced')
  })

  test('fewer bytes than were announced, from a fetch that does not count, are asked for', async () => {
    const asked: (string | null)[] = []
    const { content } = await outcome('http://server/', {
      fetch: async (_, init) => {
        asked.push(new Headers(init.headers).get('range'))
        const headers = { etag: '"1"', 'content-length': '5' }
        if (asked.length === 1) return new Response('abc', { headers })
        return new Response('cde', {
          status: 206,
          headers: { etag: '"1"', 'content-range': 'bytes 2-4/5' },
        })
      },
    })
    expect(String(content)).toBe('abcde')
    expect(asked).toEqual([null, 'bytes=2-'])
  })
})

test.each([
  [() => bytes(7 as unknown as string), TypeError, 'bytes: url must be a string or a URL, got 7'],
  [() => bytes('/a'), RangeError, 'bytes: url must be an absolute http: or https: URL'],
  [
    () => bytes('http://a/', { headers: { Range: 'bytes=0-1' } }),
    RangeError,
    'bytes: headers must not hold range',
  ],
  [
    () => bytes('http://a/', { idleTimeoutMs: 0 }),
    RangeError,
    'bytes: idleTimeoutMs must be a number of milliseconds from 1',
  ],
])('case %#: throws at the call', (call, type, message) => {
  expect(call).toThrow(type)
  expect(call).toThrow(message)
})
