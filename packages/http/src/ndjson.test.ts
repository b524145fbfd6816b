import { gzipSync } from 'node:zlib'
import { LineTooLongError, TruncatedInputError } from '@rivulet/files'
import { pipe, take, toArray } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { BodyError } from './bodyError.ts'
import { InvalidItemError } from './invalidItemError.ts'
import { ndjson, type NdjsonOptions } from './ndjson.ts'
import { expectNothingOpen, testServer } from './testServer.ts'

expectNothingOpen()

function bodyServer(body: string | Buffer, headers = {}) {
  return testServer((_, response) => void response.writeHead(200, headers).end(body))
}

async function outcome<T = unknown>(url: string, options: NdjsonOptions<T> = {}) {
  const items: T[] = []
  try {
    for await (const item of ndjson(url, options)) items.push(item)
  } catch (error) {
    return { items, error }
  }
  return { items, error: undefined }
}

test('delivers the value of each line, whatever ends it, and passes over blank ones', async () => {
  const server = await bodyServer('\uFEFF{"a":1}\r\n\n  \n"é"\nnull\n[2]')
  expect(await outcome(server.origin)).toEqual({
    items: [{ a: 1 }, 'é', null, [2]],
    error: undefined,
  })
  expect(server.headers[0]?.accept).toContain('application/x-ndjson')
})

test('an empty body has no items', async () => {
  const server = await bodyServer('')
  expect(await outcome(server.origin)).toEqual({ items: [], error: undefined })
})

test('a value is delivered when its line is there, and the loop closes the connection', async () => {
  const server = await testServer((_, response) => void response.write('1\n2'))
  expect(await pipe(ndjson(server.origin), take(1), toArray())).toEqual([1])
})

test('reads a gzipped file, and says where one is cut off', async () => {
  const whole = gzipSync('1\n2\n3\n')
  const server = await testServer((request, response) => {
    response.end(request.url?.startsWith('/cut') === true ? whole.subarray(0, -4) : whole)
  })
  expect((await outcome(server.origin)).items).toEqual([1, 2, 3])
  const { items, error } = await outcome(`${server.origin}/cut?token=secret`)
  expect(items).toEqual([1, 2, 3])
  expect(error).toBeInstanceOf(TruncatedInputError)
  expect(error).toMatchObject({ input: `${server.origin}/cut?token=***` })
})

test('goes on within a line when the connection breaks off', async () => {
  const body = '{"n":1}\n{"n":2}\n{"n":3}\n'
  const server = await testServer((request, response) => {
    const first = Number(/\d+/.exec(String(request.headers.range))?.[0] ?? 0)
    const isWhole = first === 0
    response.writeHead(isWhole ? 200 : 206, {
      etag: '"1"',
      'content-length': body.length - first,
      'content-range': `bytes ${first}-${body.length - 1}/${body.length}`,
    })
    if (isWhole) response.write(body.slice(0, 12), () => response.socket?.resetAndDestroy())
    else response.end(body.slice(first))
  })
  const { items } = await outcome(server.origin, { retry: { minDelayMs: 0 } })
  expect(items).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
})

describe('what is wrong', () => {
  test.each([
    ['1\n\n{"a":\n3\n', 3, [1], 'not JSON: with the body "{\\"a\\":"'],
    ['<!DOCTYPE html>\n<p>', 1, [], 'with the body "<!DOCTYPE html>"'],
    ['1\n \t\n\u00A0\n', 3, [1], 'not JSON'],
    ['1\n{"cut', 2, [1], '{\\"cut'],
  ])('with %j is told with its line', async (body, line, good, message) => {
    const server = await bodyServer(body)
    const { items, error } = await outcome(`${server.origin}/?key=secret`)
    expect(items).toEqual(good)
    expect(error).toMatchObject({ code: 'NOT_JSON', line, url: `${server.origin}/?key=***` })
    expect((error as BodyError).message).toContain(`/?key=***: line ${line}: `)
    expect((error as BodyError).message).toContain(message)
    expect((error as BodyError).cause).toBeInstanceOf(SyntaxError)
  })

  test('a line longer than it may be is an error', async () => {
    const server = await bodyServer(`1\n"${'x'.repeat(100)}"`)
    const { items, error } = await outcome(server.origin, { maxLineLength: 50 })
    expect(items).toEqual([1])
    expect(error).toBeInstanceOf(LineTooLongError)
  })

  test.each(['throws', 'rejects with'])('what parse %s is told with its line', async (how) => {
    const server = await bodyServer('1\n\n2\n')
    const cause = new Error('mine')
    const takeOne = (value: unknown) => {
      if (value !== 1) throw cause
      return { value }
    }
    const validate = how === 'throws' ? takeOne : async (value: unknown) => takeOne(value)
    const parse = { '~standard': { version: 1, vendor: 'test', validate } } as const
    const { items, error } = await outcome(server.origin, { parse })
    expect(items).toEqual([1])
    expect(error).toBeInstanceOf(InvalidItemError)
    expect(error).toMatchObject({ line: 3, index: 1, cause })
  })

  test('an item that parse does not take is told with its line and index', async () => {
    const server = await bodyServer('{"n":1}\n\n{"n":"2"}\n')
    const { items, error } = await outcome(server.origin, { parse: z.object({ n: z.number() }) })
    expect(items).toEqual([{ n: 1 }])
    expect(error).toMatchObject({ code: 'INVALID_ITEM', line: 3, index: 1, page: undefined })
    expect((error as InvalidItemError).issues).toMatchObject([{ path: ['n'] }])
    expect((error as InvalidItemError).message).toContain(': line 3, item 1 is not what parse')
  })

  test.each([
    [() => ndjson('a'), RangeError, 'ndjson: url must be'],
    [() => ndjson('http://a/', { maxLineLength: 0 }), RangeError, 'ndjson: maxLineLength must be'],
    [
      () => ndjson('http://a/', { parse: 1 as never }),
      TypeError,
      'ndjson: parse must be a Standard',
    ],
  ])('case %#: throws at the call', (call, type, message) => {
    expect(call).toThrow(type)
    expect(call).toThrow(message)
  })
})
