// When an error of the source comes: after all the items before it, however the stream is read.
import { fromBatches, type Source } from '@rivulet/core'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { recorded, rejection, turns, untilError } from './testSupport.ts'
import { toReadable } from './toReadable.ts'

/** What a "data" listener gets before the error, and the error. */
async function flowUntilError(readable: Readable): Promise<{ items: unknown[]; error: unknown }> {
  const items: unknown[] = []
  readable.on('data', (item) => items.push(item))
  const error = await new Promise((resolve) => readable.once('error', resolve))
  return { items, error }
}

/** The numbers from 1 on, so many of them. */
const countTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

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
      yield countTo(count)
      throw error
    }),
}

describe.each(Object.entries(sources))('an error of %s', (_, make) => {
  const error = new Error('broken')

  describe.each([0, 1, 2, 16, 64])('with a high water mark of %i', (highWaterMark) => {
    test.each([0, 1, 2, 5, 40])('comes after %i items: in a loop', async (count) => {
      const readable = toReadable(make(count, error), { highWaterMark })
      expect(await untilError(readable)).toEqual({ items: countTo(count), error })
    })

    test.each([0, 1, 2, 5, 40])('comes after %i items: in flowing mode', async (count) => {
      const readable = toReadable(make(count, error), { highWaterMark })
      expect(await flowUntilError(readable)).toEqual({ items: countTo(count), error })
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
      expect({ received, thrown }).toEqual({ received: countTo(count), thrown: error })
    })

    test.each([0, 1, 2, 5, 40])("comes after %i items: in Node's own iterator", async (count) => {
      const readable = toReadable(make(count, error), { highWaterMark })
      expect(await untilError(readable.iterator() as AsyncIterable<unknown>)).toEqual({
        items: countTo(count),
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
      expect({ received, thrown }).toEqual({ received: countTo(count), thrown: error })
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
