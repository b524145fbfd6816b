import {
  AlreadyConsumedError,
  flatMap,
  fromBatches,
  pipe,
  range,
  toArray,
  withSignal,
  type Source,
} from '@rivulet/core'
import { getEventListeners } from 'node:events'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { latch, recorded, rejection, turns, uncaught, untilError } from './testSupport.ts'
import { toWeb } from './toWeb.ts'

const error = new Error('broken')

async function readOne(stream: ReadableStream): Promise<void> {
  for await (const item of stream) {
    void item
    return
  }
}

/** What a reader of the Web gets before the error, and the error. */
async function readUntilError(
  stream: ReadableStream,
): Promise<{ readonly items: unknown[]; readonly error: unknown }> {
  const items: unknown[] = []
  const reader = stream.getReader()
  const thrown = await rejection(
    (async () => {
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        items.push(read.value)
        await turns() // the stream may fail meanwhile
      }
    })(),
  )
  return { items, error: thrown }
}

/** Reads a byte stream into a buffer of the reader's own. */
async function readInto(stream: ReadableStream, bytes: number): Promise<string> {
  const reader = stream.getReader({ mode: 'byob' })
  const decoder = new TextDecoder()
  let read = ''
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(bytes))
    if (done) return read
    read += decoder.decode(value, { stream: true })
  }
}

const queues: readonly QueuingStrategy<unknown>[] = [0, 1, 2, 16].map((highWaterMark) => ({
  highWaterMark,
}))

describe('leaving a loop', () => {
  test('break calls `return()` exactly once', async () => {
    const source = recorded([1, 2, 3])
    await readOne(toWeb(source))
    await turns()
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test("the source's async cleanup is over before the loop goes on", async () => {
    const gate = latch()
    const source = recorded([1, 2], { cleanup: () => gate.promise })
    let over = false
    const loop = readOne(toWeb(source)).then(() => {
      over = true
    })
    await turns()
    expect({ over, events: source.events }).toEqual({ over: false, events: ['closing'] })
    gate.open()
    await loop
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('its error reaches the breaker', async () => {
    const cleanup = (): never => {
      throw error
    }
    expect(await rejection(readOne(toWeb(recorded([1, 2], { cleanup }))))).toBe(error)
    const stream = toWeb(recorded([1, 2], { cleanup }))
    const reader = stream.getReader()
    await reader.read()
    expect(await rejection(reader.cancel())).toBe(error)
  })

  test("the body's error wins over cleanup's", async () => {
    const source = recorded([1, 2], {
      cleanup: () => {
        throw new Error('cleanup')
      },
    })
    const loop = async (): Promise<void> => {
      for await (const item of toWeb(source)) throw Object.assign(error, { item })
    }
    expect(await rejection(loop())).toBe(error)
    expect(source.events).toEqual(['closing'])
  })

  test('runs the `finally` of a generator and not its `catch`', async () => {
    const events: string[] = []
    async function* generator(): AsyncGenerator<number> {
      try {
        yield 1
        yield 2
      } catch {
        events.push('catch')
      } finally {
        events.push('finally')
      }
    }
    await readOne(toWeb(generator()))
    expect(events).toEqual(['finally'])
  })

  test('with `preventCancel` leaves the stream to be read on', async () => {
    const stream = toWeb([1, 2, 3])
    for await (const item of stream.values({ preventCancel: true })) {
      expect(item).toBe(1)
      break
    }
    expect(await pipe(stream, toArray())).toEqual([2, 3])
  })
})

describe.each(queues)(
  'N items then the error, also with a high water mark above 1: $highWaterMark',
  (strategy) => {
    test.each([0, 1, 2, 5])('%i items', async (count) => {
      const items = Array.from({ length: count }, (_, index) => index)
      const sources: Source<number>[] = [
        recorded(items, { error }),
        fromBatches(async function* () {
          yield items
          throw error
        }),
        (function* () {
          yield* items
          throw error
        })(),
      ]
      for (const source of sources) {
        expect(await readUntilError(toWeb(source, { strategy }))).toEqual({ items, error })
      }
    })

    test('in a stream of bytes', async () => {
      const stream = toWeb(recorded(['ab', 'c'], { error }), { type: 'bytes', strategy })
      const { items, error: thrown } = await readUntilError(stream)
      expect(Buffer.concat(items as Uint8Array[]).toString()).toBe('abc')
      expect(thrown).toBe(error)
    })
  },
)

describe('cancelling', () => {
  test('before the first read closes the source', async () => {
    const source = recorded([1])
    await toWeb(source).cancel()
    expect({ events: source.events, asked: source.asked }).toEqual({
      events: ['closing', 'closed'],
      asked: 0,
    })
  })

  test('while `next()` is pending settles', async () => {
    const source = recorded([], { stuck: true })
    const stream = toWeb(source)
    const reader = stream.getReader()
    const read = reader.read()
    await turns()
    await reader.cancel()
    expect(await read).toEqual({ done: true, value: undefined })
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('by leaving a loop while `next()` is pending settles', async () => {
    const source = recorded([], { stuck: true })
    const iterator = toWeb(source)[Symbol.asyncIterator]()
    const next = iterator.next()
    await turns()
    await iterator.return?.()
    expect((await next).done).toBe(true)
  })

  test('cancel during backpressure closes the source, and what was queued is dropped', async () => {
    const source = recorded([1, 2, 3, 4])
    const reader = toWeb(source, { strategy: { highWaterMark: 2 } }).getReader()
    await reader.read()
    await turns()
    expect(source.asked).toBe(3)
    await reader.cancel('enough')
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('a stream already errored or ended does nothing to the source', async () => {
    const ended = recorded([1])
    const failed = recorded([], { error })
    const [read, failing] = [toWeb(ended), toWeb(failed)]
    await readUntilError(failing)
    const reader = read.getReader()
    await reader.read()
    await reader.read()
    await reader.cancel()
    expect({ ended: ended.events, failed: failed.events }).toEqual({ ended: [], failed: [] })
  })
})

test('no `next()` after `return()`, never two at once', async () => {
  const source = recorded([1, 2, 3, 4, 5, 6])
  const stream = toWeb(source, { strategy: { highWaterMark: 3 } })
  const reader = stream.getReader()
  await Promise.all([reader.read(), reader.read(), reader.read()])
  const pending = [reader.read(), reader.read()]
  await reader.cancel()
  await Promise.all(pending)
  await turns()
  expect(source.events).toEqual(['closing', 'closed'])
})

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

describe('a signal', () => {
  test('an aborted signal leaves the source untouched', async () => {
    const source = recorded([1])
    const stream = toWeb(source, { signal: AbortSignal.abort(error) })
    expect(await rejection(stream.getReader().read())).toBe(error)
    expect({ asked: source.asked, events: source.events }).toEqual({ asked: 0, events: [] })
  })

  test('abort before the first read leaves the source untouched', async () => {
    const source = recorded([1])
    const controller = new AbortController()
    const stream = toWeb(source, { signal: controller.signal })
    controller.abort(error)
    expect(await rejection(stream.getReader().read())).toBe(error)
    expect({ asked: source.asked, events: source.events }).toEqual({ asked: 0, events: [] })
  })

  describe.each([error, 'stop', { stop: true }, null, 0])('%o', (reason) => {
    test.each([
      ['in the middle', [1, 2, 3]],
      ['while pending forever', [1]],
    ])('abort %s keeps the reason', async (_, items) => {
      const controller = new AbortController()
      const source = recorded(items, { stuck: true })
      const reader = toWeb(source, { signal: controller.signal }).getReader()
      await reader.read()
      const second = rejection(reader.read())
      controller.abort(reason)
      expect(await second).toBe(controller.signal.reason)
      expect(source.events).toEqual(['closing', 'closed'])
    })
  })

  test('the cleanup is over before the reader hears of the abort', async () => {
    const controller = new AbortController()
    const gate = latch()
    const source = recorded([1, 2], { cleanup: () => gate.promise })
    const reader = toWeb(source, { signal: controller.signal }).getReader()
    await reader.read()
    controller.abort(error)
    let over = false
    const read = rejection(reader.read()).then((reason) => {
      over = true
      return reason
    })
    await turns()
    expect(over).toBe(false)
    gate.open()
    expect(await read).toBe(error)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('abort afterwards does nothing', async () => {
    const controller = new AbortController()
    const source = recorded([1])
    const stream = toWeb(source, { signal: controller.signal })
    await pipe(stream, toArray())
    expect(await uncaught(() => controller.abort())).toEqual([])
    expect(source.events).toEqual([])
    expect(await stream.getReader().read()).toEqual({ done: true, value: undefined })
  })

  test('no listener left after 1,000 runs on one signal', async () => {
    const { signal } = new AbortController()
    for (let run = 0; run < 250; run++) {
      await pipe(toWeb([1], { signal }), toArray())
      await readOne(toWeb([1, 2], { signal }))
      await rejection(toWeb(recorded([], { error }), { signal }).getReader().read())
      await toWeb([1], { signal }).cancel()
    }
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  test('of a hundred streams at once is no leak for Node', async () => {
    const warnings: Error[] = []
    const onWarning = (warning: Error): void => void warnings.push(warning)
    process.on('warning', onWarning)
    const { signal } = new AbortController()
    const streams = Array.from({ length: 100 }, () => toWeb([1], { signal }))
    await turns()
    process.off('warning', onWarning)
    expect(warnings).toEqual([])
    await Promise.all(streams.map(async (stream) => stream.cancel()))
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

describe('a stream of bytes', () => {
  test('leaves the memory of its source alone, also that of a pooled Buffer', async () => {
    const chunk = Buffer.from('hello')
    const whole = new TextEncoder().encode('world')
    expect(await text(toWeb([chunk, whole], { type: 'bytes' }))).toBe('helloworld')
    expect([chunk.toString(), whole.byteLength]).toEqual(['hello', 5])
  })

  test('passes over empty chunks', async () => {
    const chunks = ['', 'a', new Uint8Array(), Buffer.alloc(0), 'b', '']
    expect(await text(toWeb(chunks, { type: 'bytes' }))).toBe('ab')
    expect(await text(toWeb(['', ''], { type: 'bytes' }))).toBe('')
  })

  test('multi-byte text across chunks', async () => {
    const bytes = [...Buffer.from('aé漢𝄞z')].map((byte) => Uint8Array.of(byte))
    expect(await text(toWeb(bytes, { type: 'bytes' }))).toBe('aé漢𝄞z')
  })

  test.each([1, 3, 100])('can be read into a buffer of %i bytes', async (size) => {
    expect(await readInto(toWeb(['hello ', 'world'], { type: 'bytes' }), size)).toBe('hello world')
  })

  test('can be read into a buffer that is still waiting when the source ends', async () => {
    expect(await readInto(toWeb(recorded([]), { type: 'bytes' }), 10)).toBe('')
  })

  test.each([5, undefined, null, {}, [1]])(
    'a number into a byte stream rejects and closes the source: %o',
    async (item) => {
      const source = recorded(['a', item, 'b'])
      const { items, error: thrown } = await readUntilError(
        toWeb(source, { type: 'bytes', strategy: { highWaterMark: 8 } }),
      )
      expect(items).toEqual([new TextEncoder().encode('a')])
      expect(thrown).toBeInstanceOf(TypeError)
      expect(String(thrown)).toMatch(/a string or a Uint8Array, got (?:5|undefined|null|\{|\[)/)
      expect(source.events).toEqual(['closing', 'closed'])
    },
  )
})

describe('the source', () => {
  test.each([undefined, null, '', 'text', 0])(
    'thrown `undefined`, `null` and strings survive: %o',
    async (thrown) => {
      const source = recorded([1], { error: thrown })
      expect(await untilError(toWeb(source))).toEqual({ items: [1], error: thrown })
    },
  )

  const iterating = (iterator: object): AsyncIterable<number> => ({
    [Symbol.asyncIterator]: () => iterator as AsyncIterator<number>,
  })
  const one = { value: 1, done: false }

  test('iterators without `return` may be left', async () => {
    await readOne(toWeb(iterating({ next: async () => one })))
    await expect(toWeb(iterating({ next: async () => one })).cancel()).resolves.toBe(undefined)
  })

  test.each([
    [
      'throws',
      () => {
        throw error
      },
    ],
    ['rejects', () => Promise.reject(error)],
  ])('iterators with a `return` that %s tell that', async (_, close) => {
    const source = iterating({ next: async () => one, return: close })
    expect(await rejection(readOne(toWeb(source)))).toBe(error)
  })

  test('iterators with a `next` that throws fail with it', async () => {
    const source = iterating({
      next: () => {
        throw error
      },
    })
    expect(await untilError(toWeb(source))).toEqual({ items: [], error })
  })

  test('iterators with a `next` that gives a non-object fail', async () => {
    const { error: thrown } = await untilError(toWeb(iterating({ next: async () => 7 })))
    expect(thrown).toEqual(new TypeError('next() gave 7, not an object'))
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
