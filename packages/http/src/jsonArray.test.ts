import { gzipSync } from 'node:zlib'
import { pipe, take, toArray } from '@rivulet/core'
import { type } from 'arktype'
import { expect, test } from 'vitest'
import { jsonArray, type JsonArrayOptions } from './jsonArray.ts'
import { expectNothingOpen, testServer } from './testServer.ts'

expectNothingOpen()

async function outcome<T = unknown>(url: string, path: string, options: JsonArrayOptions<T> = {}) {
  const items: T[] = []
  try {
    for await (const item of jsonArray(url, path, options)) items.push(item)
  } catch (error) {
    return { items, error }
  }
  return { items, error: undefined }
}

test('delivers elements while the body is still on its way', async () => {
  const server = await testServer((_, response) => {
    response.write('{"meta":{"n":9},"data":{"items":[{"id":1},{"id":2},{"i')
  })
  const items = jsonArray(server.origin, '/data/items')
  expect(server.requested).toEqual([])
  expect(await pipe(items, take(2), toArray())).toEqual([{ id: 1 }, { id: 2 }])
  expect(server.headers[0]?.accept).toBe('application/json')
})

test('reads a gzipped body, sent as what it is or as an encoding', async () => {
  const server = await testServer((request, response) => {
    if (request.url === '/encoded') response.setHeader('content-encoding', 'gzip')
    response.end(gzipSync('[1,2]'))
  })
  expect((await outcome(`${server.origin}/a.json.gz`, '')).items).toEqual([1, 2])
  expect((await outcome(`${server.origin}/encoded`, '')).items).toEqual([1, 2])
})

test('what comes before an error in the tail is delivered', async () => {
  const server = await testServer((_, response) => {
    response.end('{"items":[1,2,3],"error":oops}')
  })
  expect(await outcome(`${server.origin}/?token=t`, '/items')).toMatchObject({
    items: [1, 2, 3],
    error: { code: 'NOT_JSON', offset: 25, url: `${server.origin}/?token=***` },
  })
})

test('a body that was cut off is an error with its offset', async () => {
  const server = await testServer((_, response) => void response.end('[1,2,'))
  expect(await outcome(server.origin, '')).toMatchObject({
    items: [1, 2],
    error: { code: 'TRUNCATED', offset: 5 },
  })
})

test('a chunked body that breaks off and cannot be resumed is an error with its offset', async () => {
  const server = await testServer((_, response) => {
    response.write('[1,2,', () => setImmediate(() => response.socket?.resetAndDestroy()))
  })
  expect(await outcome(server.origin, '')).toMatchObject({
    items: [1, 2],
    error: { code: 'BROKE_OFF', offset: 5 },
  })
})

test('HTML in place of JSON is shown', async () => {
  const server = await testServer((_, response) => void response.end('<h1>Log in</h1>'))
  expect(await outcome(server.origin, '/data')).toMatchObject({
    items: [],
    error: {
      code: 'NOT_JSON',
      offset: 0,
      message: expect.stringContaining('Unexpected "<", at "<h1>Log in</h1>"'),
    },
  })
})

test('elements go through parse', async () => {
  const server = await testServer((_, response) => void response.end('["1",2]'))
  const digits = type('string.numeric.parse')
  const { items, error } = await outcome(server.origin, '', { parse: digits })
  expect(items).toEqual([1])
  expect(error).toMatchObject({ code: 'INVALID_ITEM', index: 1, line: undefined })
})

test.each([
  [() => jsonArray('a', ''), RangeError, 'jsonArray: url must be'],
  [() => jsonArray('http://a/', 'data'), RangeError, 'jsonArray: path must be a JSON Pointer'],
  [() => jsonArray('http://a/', undefined as never), TypeError, 'jsonArray: path must be'],
  [
    () => jsonArray('http://a/', '', { maxElementLength: 0 }),
    RangeError,
    'jsonArray: maxElementLength must be',
  ],
  [() => jsonArray('http://a/', '', { parse: [] as never }), TypeError, 'jsonArray: parse must be'],
])('case %#: throws at the call', (call, errorType, message) => {
  expect(call).toThrow(errorType)
  expect(call).toThrow(message)
})
