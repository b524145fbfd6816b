import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { operator, pipe, toArray, type Many, type Operator } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import type { BodyError } from './bodyError.ts'
import { pullElements } from './pullElements.ts'

const url = 'http://server/?token=secret'
const MUCH = 16 * 1024 * 1024

const elements = (
  keys: readonly string[],
  maxElementLength = MUCH,
): Operator<Uint8Array, Many<unknown>> =>
  operator((up) => pullElements(up, { url, keys, maxElementLength }))

function outcome(keys: readonly string[], body: string | readonly Uint8Array[], limit = MUCH) {
  const chunks = typeof body === 'string' ? [Buffer.from(body)] : body
  const items: unknown[] = []
  try {
    for (const item of pipe(chunks, elements(keys, limit))) items.push(item)
    return { items }
  } catch (error) {
    return { items, error: error as BodyError }
  }
}

test.each([
  [[], '[1, "a", null, true, {"b": [2]}, []]', [1, 'a', null, true, { b: [2] }, []]],
  [['data'], '{"data": [1, 2]}', [1, 2]],
  [['data', 'items'], '{"other": [9], "data": {"items": [1], "x": [8]}, "items": [7]}', [1]],
  [['1'], '[[1], [2, 3], [4]]', [2, 3]],
  [['a.b', '*', ''], '{"a": {"b": [9]}, "a.b": {"c": {"": [8]}, "*": {"x": [7], "": [1]}}}', [1]],
  [['__proto__'], '{"__proto__": [1]}', [1]],
  [['é'], '\uFEFF{"é": ["😀"]}', ['😀']],
  [['data'], '{"data": []}', []],
])('finds the elements at %j in %s', (keys, body, expected) => {
  expect(outcome(keys, body)).toEqual({ items: expected })
  const bytes = Buffer.from(body)
  const singly = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1))
  expect(outcome(keys, singly)).toEqual({ items: expected })
})

test('an element is delivered when it is complete, and not before it is asked for', () => {
  let pulled = 0
  function* chunks() {
    for (const text of ['[1,', '{"a":', '2}', ',3', ']']) {
      pulled++
      yield Buffer.from(text)
    }
  }
  const iterator = pipe(chunks(), elements([]))[Symbol.iterator]()
  expect([iterator.next().value, pulled]).toEqual([1, 1])
  expect([iterator.next().value, pulled]).toEqual([{ a: 2 }, 3])
  iterator.return?.()
})

test('neither the elements nor what is beside the array stay in memory', () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const used = (): number => {
    collect()
    return process.memoryUsage().heapUsed
  }
  function* body() {
    yield Buffer.from('{"other": {"deep": [')
    for (let n = 0; n < 1000; n++) yield Buffer.from('["x"],'.repeat(100))
    yield Buffer.from('0]}, "data": [')
    for (let n = 0; n < 1000; n++) yield Buffer.from('{"a": [1]},'.repeat(100))
    yield Buffer.from('"last"], "after": [')
    for (let n = 0; n < 1000; n++) yield Buffer.from('["x"],'.repeat(100))
    yield Buffer.from('0]}')
  }
  const before = used()
  let delivered = 0
  let most = 0
  for (const _ of pipe(body(), elements(['data']))) {
    if (delivered++ % 20_000 === 0) most = Math.max(most, used() - before)
  }
  expect(delivered).toBe(100_001)
  // Either hundred thousand arrays would take more than five.
  expect(Math.max(most, used() - before)).toBeLessThan(2_000_000)
})

describe('what is wrong with a body', () => {
  test.each([
    ['[1, 2, }', [1, 2], 'NOT_JSON', 7, 'Unexpected "}", at "}"'],
    ['[1, tru1]', [1], 'NOT_JSON', 7, 'Unexpected "1", at "1]"'],
    ['[1] x', [1], 'NOT_JSON', 4, 'Unexpected "x"'],
    ['[1] [2]', [1], 'NOT_JSON', 4, 'Unexpected "[", at "[2]"'],
    [
      '<!DOCTYPE html><p>Log in',
      [],
      'NOT_JSON',
      0,
      'Unexpected "<", at "<!DOCTYPE html><p>Log in"',
    ],
    ['["a\u0001"]', [], 'NOT_JSON', 3, 'Unexpected'],
    ['[1, 2', [1], 'TRUNCATED', 5, 'ends before its JSON does'],
    ['[1, 2,', [1, 2], 'TRUNCATED', 6, 'ends before its JSON does'],
    ['[1, "abc', [1], 'TRUNCATED', 8, 'ends within a value'],
    ['', [], 'TRUNCATED', 0, 'the body is empty'],
    ['  ', [], 'TRUNCATED', 2, 'ends before its JSON does'],
    ['null', [], 'NO_ARRAY', 0, 'the body is null and not an array'],
    ['42', [], 'NO_ARRAY', 0, 'the body is 42 and not an array'],
    ['{}', [], 'NO_ARRAY', 1, 'the body is an object and not an array'],
    ['{"a": 1}', [], 'NO_ARRAY', 6, 'the body is an object and not an array'],
  ])('%s: delivers what precedes it, and says where', (body, items, code, offset, message) => {
    const result = outcome([], body)
    expect(result.items).toEqual(items)
    expect(result.error).toMatchObject({ code, offset, url: 'http://server/?token=***' })
    expect(result.error?.message).toContain(`http://server/?token=***: byte ${offset}: `)
    expect(result.error?.message).toContain(message)
  })

  test.each([
    ['{"data": {"items": {}}}', 'value at "data", "items" is an object and not an array'],
    ['{"data": {"items": null}}', 'value at "data", "items" is null and not an array'],
    ['{"data": [1]}', 'there is no value at "data", "items"'],
    ['[]', 'there is no value at "data", "items"'],
  ])('%s has no array where it should be', (body, message) => {
    const { items, error } = outcome(['data', 'items'], body)
    expect(items).toEqual([])
    expect(error).toMatchObject({ code: 'NO_ARRAY', message: expect.stringContaining(message) })
  })

  test('places count from the beginning of the body, a byte order mark included', () => {
    const chunks = ['\uFEFF[1,\n', ' "é", ', '2 3]'].map((text) => Buffer.from(text))
    expect(outcome([], chunks)).toMatchObject({
      items: [1, 'é', 2],
      error: { code: 'NOT_JSON', offset: 16 },
    })
  })

  test('an element longer than it may be is an error before it fills the memory', () => {
    function* endless() {
      yield Buffer.from('[1, {"a": "')
      for (;;) yield Buffer.from('x'.repeat(100))
    }
    const items: unknown[] = []
    expect(() => {
      for (const item of pipe(endless(), elements([], 1000))) items.push(item)
    }).toThrow('a value of more than 1000 bytes begins here')
    expect(items).toEqual([1])
    expect(outcome([], `[${'1234567890, '.repeat(1000)}1]`, 20).items).toHaveLength(1001)
  })

  test('an element may be nested deep, but not so that a few bytes of it fill the memory', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
    expect(outcome([], `[${nested(10_000)}]`).error).toBeUndefined()
    expect(outcome([], `[1, ${nested(10_001)}]`)).toMatchObject({
      items: [1],
      error: { code: 'TOO_DEEP', offset: 10_004 },
    })
  })
})

test('gives what JSON.parse gives', () => {
  const text = String.raw`[1e3, -0, 0.1, 12345678901234567890, "\ud83d\ude00\ud83d", "\u00e9\n\/", {"a": 1, "a": 2}]`
  expect(pipe([Buffer.from(text)], elements([]), toArray())).toEqual(JSON.parse(text))
})
