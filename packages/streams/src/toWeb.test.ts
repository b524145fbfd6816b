// What is delivered, when the source is asked for it, who may read it, and which arguments are refused.
import {
  AlreadyConsumedError,
  flatMap,
  fromBatches,
  pipe,
  range,
  toArray,
  withSignal,
} from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { latch, recorded, rejection, turns, untilError } from './testSupport.ts'
import { readUntilError } from './testWebStreams.ts'
import { toWeb } from './toWeb.ts'

const error = new Error('broken')

describe('laziness', () => {
  test('nothing is opened before the first read, and then one item is asked for', async () => {
    const source = recorded([1, 2, 3])
    const stream = toWeb(source)
    await turns()
    expect(source.asked).toBe(0)
    const reader = stream.getReader()
    await reader.read()
    await turns()
    expect(source.asked).toBe(1)
    await reader.cancel()
  })

  test('a slow reader keeps in-flight bounded', async () => {
    let given = 0
    const source = pipe(
      range(0, 100),
      flatMap((item) => {
        given++
        return [item]
      }),
    )
    const reader = toWeb(source, { strategy: { highWaterMark: 4 } }).getReader()
    for (let taken = 1; taken <= 10; taken++) {
      await reader.read()
      await turns()
      expect(given).toBeLessThanOrEqual(taken + 4)
    }
    await reader.cancel()
  })

  test('nor with a high water mark: a stream that nobody reads leaves its source alone', async () => {
    const source = recorded([1, 2, 3])
    toWeb(source, { strategy: { highWaterMark: 3 } })
    await turns()
    expect(source.asked).toBe(0)
  })

  test('a strategy may count bytes', async () => {
    const chunks = ['a', 'abcd', 'ef', 'gh']
    const strategy: QueuingStrategy<string> = { highWaterMark: 5, size: (chunk) => chunk.length }
    const sources = [recorded(chunks), recorded(chunks)] as const
    const streams: ReadableStream[] = [
      toWeb(sources[0], { strategy }),
      toWeb(sources[1], { type: 'bytes', strategy: { highWaterMark: 5 } }),
    ]
    for (const [index, stream] of streams.entries()) {
      const reader = stream.getReader()
      await reader.read()
      await turns()
      expect(sources[index]?.asked).toBe(3)
      await reader.cancel()
    }
  })

  test('a size that is none is an error after the items before it, and closes the source', async () => {
    const source = recorded(['a', 'b', 'c'])
    const size = (item: string): number => (item === 'c' ? Number.NaN : 1)
    const stream = toWeb(source, { strategy: { highWaterMark: 9, size } })
    const { items, error: thrown } = await readUntilError(stream)
    expect(items).toEqual(['a', 'b'])
    expect(thrown).toEqual(
      new RangeError("toWeb: strategy.size must give a finite number, got NaN for 'c'"),
    )
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('a source that never waits lets timers run', async () => {
    const { signal } = new AbortController()
    const timeout = AbortSignal.timeout(5)
    const endless = pipe(range(0, Number.POSITIVE_INFINITY), withSignal(signal))
    const stream = toWeb(endless, { signal: timeout })
    expect((await untilError(stream)).error).toBe(timeout.reason)
  })
})

describe('items', () => {
  test('`undefined`, `null`, `0`, an empty string and `false` survive', async () => {
    const items = [undefined, null, 0, '', false, Number.NaN]
    expect(await pipe(toWeb(items), toArray())).toEqual(items)
    expect(await pipe(toWeb(recorded(items)), toArray())).toEqual(items)
  })

  test("promises among a sync iterable's values are awaited, in their order", async () => {
    const late = latch()
    const read = pipe(toWeb([late.promise.then(() => 'a'), Promise.resolve('b'), 'c']), toArray())
    await turns()
    late.open()
    expect(await read).toEqual(['a', 'b', 'c'])
  })

  test("a rejected promise among a sync iterable's values fails the stream and closes it", async () => {
    let closed = 0
    function* source(): Generator {
      try {
        yield 1
        yield Promise.reject(error)
      } finally {
        closed++
      }
    }
    const outcome = await untilError(toWeb(source()))
    expect({ ...outcome, closed }).toEqual({ items: [1], error, closed: 1 })
  })

  test('promises that an AsyncIterable gives are values', async () => {
    const promise = Promise.resolve('a')
    const source = fromBatches(async function* () {
      yield [promise]
    })
    const { value } = await toWeb(source).getReader().read()
    expect(value).toBe(promise)
  })

  test.each([
    ['a string', 'hello'],
    ['a Buffer', Buffer.from('hello')],
    ['a Uint8Array', new TextEncoder().encode('hello')],
  ])('%s as a source is one chunk', async (_, chunk) => {
    expect(await pipe(toWeb(chunk), toArray())).toEqual([chunk])
    const [bytes] = await pipe(toWeb(chunk, { type: 'bytes' }), toArray())
    expect(bytes).toEqual(new TextEncoder().encode('hello'))
  })

  test('come through `pipeThrough`, `tee`, and a Response', async () => {
    const words = ['ab', 'cd']
    const encoded = toWeb(words).pipeThrough(new TextEncoderStream())
    expect(await new Response(encoded).text()).toBe('abcd')
    const [left, right] = toWeb(words).tee()
    expect(await Promise.all([pipe(left, toArray()), pipe(right, toArray())])).toEqual([
      words,
      words,
    ])
    expect(await new Response(toWeb(words, { type: 'bytes' })).text()).toBe('abcd')
  })
})

describe('a second reader', () => {
  test('two iterators on one stream: the second gets an error', async () => {
    const stream = toWeb([1, 2])
    const iterator = stream[Symbol.asyncIterator]()
    await iterator.next()
    expect(await rejection(pipe(stream, toArray()))).toBeInstanceOf(AlreadyConsumedError)
    expect(await iterator.next()).toEqual({ done: false, value: 2 })
  })

  test('a locked web stream', async () => {
    const stream = toWeb([1, 2])
    stream.getReader()
    expect(await rejection(pipe(stream, toArray()))).toEqual(
      new TypeError('fromWeb: the stream is locked: somebody else is reading it'),
    )
  })
})

describe('bad arguments throw `TypeError` at the call', () => {
  test.each([undefined, null, 1, true, Symbol('source'), {}, () => {}])('%o', (source) => {
    expect(() => toWeb(source as never)).toThrow(
      /^toWeb: the source must be an Iterable or an AsyncIterable, got /,
    )
  })

  test.each([
    [null, TypeError, 'options must be an object, got null'],
    [{ type: 'byte' }, TypeError, "type must be 'bytes' or undefined, got 'byte'"],
    [{ strategy: 5 }, TypeError, 'strategy must be an object, got 5'],
    [
      { strategy: { highWaterMark: '1' } },
      TypeError,
      "highWaterMark must be a whole number of at least 0, got '1'",
    ],
    [
      { strategy: { highWaterMark: Number.POSITIVE_INFINITY } },
      RangeError,
      'highWaterMark must be a whole number of at least 0, got Infinity',
    ],
    [{ strategy: { size: 1 } }, TypeError, 'strategy.size must be a function, got 1'],
    [
      { type: 'bytes', strategy: { size: Number } },
      RangeError,
      "strategy.size must be undefined with type 'bytes', which counts bytes, got [Function: Number]",
    ],
    [{ signal: {} }, TypeError, 'signal must be an AbortSignal, got {}'],
  ])('%o', (options, kind, message) => {
    expect(() => toWeb([], options as never)).toThrow(new kind(`toWeb: ${message}`))
  })
})
