import { fromBatches, map, type Source } from '@rivulet/core'
import { getEventListeners, once } from 'node:events'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import {
  latch,
  listeners,
  recorded,
  rejection,
  turns,
  uncaught,
  untilError,
} from './testSupport.ts'
import { toReadable } from './toReadable.ts'
import { toTransform } from './toTransform.ts'

/** Reads one item in a loop and leaves it. */
async function readOne(readable: Readable): Promise<void> {
  for await (const item of readable) {
    void item
    return
  }
}

const failToCleanUp = (): never => {
  throw new Error('cleanup')
}

async function* silent(): AsyncGenerator {
  yield await new Promise(() => {})
}

/** What a "data" listener gets before the error, and the error. */
async function flowUntilError(readable: Readable): Promise<{ items: unknown[]; error: unknown }> {
  const items: unknown[] = []
  readable.on('data', (item) => items.push(item))
  const error = await new Promise((resolve) => readable.once('error', resolve))
  return { items, error }
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

const sources = {
  'a sync generator': (count: number, error: unknown): Source<number> =>
    (function* () {
      for (let item = 1; item <= count; item++) yield item
      throw error
    })(),
  'an async generator': (count: number, error: unknown): Source<number> =>
    (async function* () {
      for (let item = 1; item <= count; item++) yield item
      throw error
    })(),
  fromBatches: (count: number, error: unknown): Source<number> =>
    fromBatches(async function* () {
      yield upTo(count)
      throw error
    }),
}

describe.each(Object.entries(sources))('an error of %s', (_, make) => {
  const error = new Error('broken')

  describe.each([0, 1, 2, 16, 64])('with a high water mark of %i', (highWaterMark) => {
    test.each([0, 1, 2, 5, 40])('comes after %i items: in a loop', async (count) => {
      const readable = toReadable(make(count, error), { highWaterMark })
      expect(await untilError(readable)).toEqual({ items: upTo(count), error })
    })

    test.each([0, 1, 2, 5, 40])('comes after %i items: in flowing mode', async (count) => {
      const readable = toReadable(make(count, error), { highWaterMark })
      expect(await flowUntilError(readable)).toEqual({ items: upTo(count), error })
    })

    test.each([0, 1, 2, 5, 40])('comes after %i items: through `read()`', async (count) => {
      const readable = toReadable(make(count, error), { highWaterMark })
      const received: unknown[] = []
      readable.on('readable', () => {
        for (let item = readable.read(); item !== null; item = readable.read()) received.push(item)
      })
      const [thrown] = await new Promise<[unknown]>((resolve) =>
        readable.once('error', (reason) => resolve([reason])),
      )
      expect({ received, thrown }).toEqual({ received: upTo(count), thrown: error })
    })

    test.each([0, 1, 2, 5, 40])("comes after %i items: in Node's own iterator", async (count) => {
      const readable = toReadable(make(count, error), { highWaterMark })
      expect(await untilError(readable.iterator() as AsyncIterable<unknown>)).toEqual({
        items: upTo(count),
        error,
      })
    })

    test.each([0, 1, 2, 5, 40])('comes after %i items: through `pipe`', async (count) => {
      const readable = toReadable(make(count, error), { highWaterMark })
      const received: unknown[] = []
      const sink = new PassThrough({ objectMode: true, highWaterMark: 1 })
      sink.on('data', (item) => received.push(item))
      readable.pipe(sink)
      const thrown = await new Promise((resolve) => readable.once('error', resolve))
      await turns()
      expect({ received, thrown }).toEqual({ received: upTo(count), thrown: error })
    })
  })
})

describe('an error of the source', () => {
  const error = new Error('broken')

  test('waits while the stream is paused', async () => {
    const readable = toReadable(sources.fromBatches(3, error))
    const received: unknown[] = []
    let thrown: unknown
    readable.on('error', (reason) => {
      thrown = reason
    })
    readable.on('data', (item) => {
      received.push(item)
      readable.pause()
    })
    await turns()
    expect({ received, thrown }).toEqual({ received: [1], thrown: undefined })
    readable.resume()
    await turns()
    readable.resume()
    await turns()
    expect({ received, thrown }).toEqual({ received: [1, 2, 3], thrown: error })
  })

  test('reaches who waits for more bytes than there are, after the rest', async () => {
    const readable = toReadable(recorded(['abc', 'de'], { error }), { objectMode: false })
    const received: string[] = []
    readable.on('readable', () => {
      for (let chunk = readable.read(4); chunk !== null; chunk = readable.read(4)) {
        received.push(String(chunk))
      }
    })
    const [thrown] = await new Promise<[unknown]>((resolve) =>
      readable.once('error', (reason) => resolve([reason])),
    )
    expect({ received, thrown }).toEqual({ received: ['abcd', 'e'], thrown: error })
  })

  test('comes after whole characters of a stream with an encoding', async () => {
    const bytes = [...Buffer.from('a€😀')].map((byte) => Buffer.of(byte))
    const readable = toReadable(recorded(bytes, { error }), { objectMode: false }).setEncoding(
      'utf8',
    )
    const { items, error: thrown } = await untilError(readable)
    expect({ text: items.join(''), thrown }).toEqual({ text: 'a€😀', thrown: error })
  })

  test('that comes while a "data" listener reads is not taken for the end', async () => {
    const readable = toReadable(sources.fromBatches(5, error), { highWaterMark: 10 })
    const received: unknown[] = []
    let ended = false
    readable.on('end', () => {
      ended = true
    })
    readable.on('data', (item) => {
      received.push(item)
      readable.read(0)
    })
    expect(await new Promise((resolve) => readable.once('error', resolve))).toBe(error)
    expect({ received, ended }).toEqual({ received: [1, 2, 3, 4, 5], ended: false })
  })

  test('reaches `stream.pipeline` and destroys what follows', async () => {
    const sink = new PassThrough({ objectMode: true }).resume()
    expect(await rejection(pipeline(toReadable(recorded([1], { error })), sink))).toBe(error)
    expect(sink.destroyed).toBe(true)
  })

  test('does not close the source, which has ended by it', async () => {
    const source = recorded([1], { error })
    await untilError(toReadable(source))
    expect(source.events).toEqual([])
  })

  test.each(['text', 5, true, Symbol('thrown')])('may be anything truthy: %s', async (thrown) => {
    expect((await untilError(toReadable(recorded([1], { error: thrown })))).error).toBe(thrown)
  })

  test.each([undefined, null, '', 0, false])(
    'that is %o comes as an Error with it as its cause, for Node would take it for no error',
    async (thrown) => {
      const { items, error: told } = await untilError(toReadable(recorded([1], { error: thrown })))
      expect(items).toEqual([1])
      expect(told).toBeInstanceOf(Error)
      expect((told as Error).cause).toBe(thrown)
    },
  )
})

describe('leaving a loop', () => {
  test('calls `return()` exactly once, and no `next()` after it', async () => {
    const source = recorded([1, 2, 3])
    await readOne(toReadable(source, { highWaterMark: 1 }))
    await turns()
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test("goes on after the source's cleanup", async () => {
    const gate = latch()
    const source = recorded([1, 2], { cleanup: () => gate.promise })
    let left = false
    const loop = readOne(toReadable(source)).then(() => {
      left = true
    })
    await turns()
    expect(left).toBe(false)
    gate.open()
    await loop
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('tells an error of the cleanup', async () => {
    const error = new Error('cleanup')
    const cleanup = (): never => {
      throw error
    }
    expect(await rejection(readOne(toReadable(recorded([1, 2], { cleanup }))))).toBe(error)
  })

  test('by a throw tells that error, not the one of the cleanup', async () => {
    const error = new Error('body')
    const loop = async (): Promise<void> => {
      for await (const item of toReadable(recorded([1, 2], { cleanup: failToCleanUp }))) {
        void item
        throw error
      }
    }
    expect(await rejection(loop())).toBe(error)
  })

  test('runs the `finally` of a generator and not its `catch`', async () => {
    const events: string[] = []
    async function* source(): AsyncGenerator<number> {
      try {
        yield 1
        yield 2
      } catch {
        events.push('catch')
      } finally {
        await turns()
        events.push('finally')
      }
    }
    await readOne(toReadable(source()))
    expect(events).toEqual(['finally'])
  })
})

describe('destroying', () => {
  test('before the first read closes the source, and emits `close` after its cleanup', async () => {
    const gate = latch()
    const source = recorded([1], { cleanup: () => gate.promise })
    const readable = toReadable(source)
    let closed = false
    readable.on('close', () => {
      closed = true
    })
    readable.destroy()
    await turns()
    expect({ closed, asked: source.asked }).toEqual({ closed: false, asked: 0 })
    gate.open()
    await turns()
    expect({ closed, events: source.events }).toEqual({
      closed: true,
      events: ['closing', 'closed'],
    })
  })

  test('while `next()` never settles emits `close`', async () => {
    const readable = toReadable(recorded([], { stuck: true }))
    readable.read()
    await turns()
    const closed = once(readable, 'close')
    readable.destroy()
    await closed
    expect(readable.errored).toBe(null)
  })

  test('while `next()` of a generator never settles emits `close`', async () => {
    const readable = toReadable(silent())
    const result = untilError(readable)
    await turns()
    const error = new Error('stop')
    readable.destroy(error)
    expect(await result).toEqual({ items: [], error })
    expect(readable.closed).toBe(true)
  })

  test('in a "data" listener stops pulling at once', async () => {
    const source = recorded([1, 2, 3, 4])
    const readable = toReadable(source)
    const received: unknown[] = []
    readable.on('data', (item) => {
      received.push(item)
      readable.destroy()
    })
    await once(readable, 'close')
    expect({ received, events: source.events }).toEqual({
      received: [1],
      events: ['closing', 'closed'],
    })
  })

  test('in a "data" listener over a sync source that never waits stops it too', async () => {
    let given = 0
    function* source(): Generator<number> {
      for (;;) yield ++given
    }
    const readable = toReadable(source())
    readable.on('data', () => readable.destroy())
    await once(readable, 'close')
    expect(given).toBeLessThanOrEqual(16 + 1)
  })

  // `Readable.toWeb` throws for such a chunk where nobody can catch it, and the process ends.
  test.each(['toReadable', 'toTransform'])(
    'gives a "data" listener nothing more while the cleanup goes on: %s',
    async (name) => {
      const source = recorded(upTo(40), { cleanup: turns })
      const readable = toReadable(source)
      const stream = name === 'toReadable' ? readable : readable.pipe(toTransform(map(String)))
      const got: unknown[] = []
      stream.on('data', (item) => got.push(item))
      stream.pause()
      for (let count = 0; count < 5; count++) await turns() // until the buffer is full
      expect(stream.readableLength).toBeGreaterThan(1)
      stream.resume()
      stream.destroy()
      expect(stream.read()).toBe(null)
      await once(stream, 'close')
      expect(got).toEqual([])
    },
  )

  test('after the end does nothing to the source', async () => {
    const source = recorded([1])
    const readable = toReadable(source)
    expect(await readable.toArray()).toEqual([1])
    readable.destroy()
    await turns()
    expect(source.events).toEqual([])
  })

  test('with an error and a cleanup that fails tells the first', async () => {
    const error = new Error('first')
    const readable = toReadable(recorded([1], { cleanup: failToCleanUp }))
    const told = once(readable, 'error')
    readable.destroy(error)
    expect(await told).toEqual([error])
  })
})

test('the source is never asked twice at once, and for no more than the buffer takes', async () => {
  const source = recorded(Array.from({ length: 100 }, (_, index) => index))
  const readable = toReadable(source, { highWaterMark: 4 })
  readable.read()
  await turns()
  for (let read = 0; read < 10; read++) readable.read(0)
  await turns()
  await turns()
  expect(readable.readableLength).toBe(4)
  expect(source.asked).toBe(4)
  expect((await readable.toArray()).length).toBe(100)
  expect(source.events).toEqual([])
})

test('nothing is opened before the first read', async () => {
  let opened = false
  toReadable({
    [Symbol.iterator]: () => {
      opened = true
      return [1].values()
    },
  })
  await turns()
  expect(opened).toBe(false)
})

describe('a signal', () => {
  const touches: string[] = []
  const never: AsyncIterable<never> = {
    [Symbol.asyncIterator]: () => {
      touches.push('opened')
      throw new Error('not expected')
    },
  }

  test('that is aborted already leaves the source untouched', async () => {
    const signal = AbortSignal.abort(new Error('stop'))
    expect(await rejection(toReadable(never, { signal }).toArray())).toBe(signal.reason)
    expect(touches).toEqual([])
  })

  test('that is aborted before the first read leaves the source untouched', async () => {
    const controller = new AbortController()
    const readable = toReadable(never, { signal: controller.signal })
    const told = once(readable, 'error')
    controller.abort('stop')
    expect(await told).toEqual(['stop'])
    expect(touches).toEqual([])
  })

  test.each([new Error('stop'), 'stop', { stop: true }])(
    'that is aborted in the middle ends it with its reason: %s',
    async (reason) => {
      const controller = new AbortController()
      const source = recorded([1, 2, 3])
      const loop = async (): Promise<void> => {
        for await (const item of toReadable(source, { signal: controller.signal })) {
          void item
          controller.abort(reason)
        }
      }
      expect(await rejection(loop())).toBe(reason)
      expect(source.events).toEqual(['closing', 'closed'])
    },
  )

  test('that is aborted while the source never answers ends it with its reason', async () => {
    const controller = new AbortController()
    const source = recorded([], { stuck: true })
    const result = untilError(toReadable(source, { signal: controller.signal }))
    await turns()
    controller.abort('stop')
    expect((await result).error).toBe('stop')
  })

  test('that is aborted with null is an error nevertheless', async () => {
    const signal = AbortSignal.abort(null)
    expect(await rejection(toReadable([1], { signal }).toArray())).toMatchObject({ cause: null })
  })

  test('that is aborted afterwards does nothing', async () => {
    const controller = new AbortController()
    const readable = toReadable([1], { signal: controller.signal })
    expect(await readable.toArray()).toEqual([1])
    expect(await uncaught(() => controller.abort())).toEqual([])
    expect(readable.errored).toBe(null)
  })

  test('has no listener left after 1,000 runs, however they end', async () => {
    const { signal } = new AbortController()
    for (let run = 0; run < 500; run++) {
      await toReadable([1, 2], { signal }).toArray()
      await readOne(toReadable([1, 2], { signal }))
    }
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})

test('a loop leaves no listener on the stream', async () => {
  const readable = toReadable([1, 2])
  const before = listeners(readable)
  await readOne(readable)
  expect(listeners(readable)).toEqual(before)
})

test('a second loop is told that the stream is used up', async () => {
  const readable = toReadable([1, 2])
  await readOne(readable)
  expect((await untilError(readable)).error).toMatchObject({ code: 'ALREADY_CONSUMED' })
})
