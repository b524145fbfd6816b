import { AlreadyConsumedError, map, pipe, take, toArray, withSignal } from '@rivulet/core'
import {
  CompressionStream,
  DecompressionStream,
  TransformStream,
  type Transformer,
} from 'node:stream/web'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { latch, recorded, rejection, turns, untilError } from './testSupport.ts'
import { through } from './through.ts'

const doubling = () =>
  new TransformStream<number, number>({
    transform: (item, controller) => controller.enqueue(item * 2),
  })

const gunzip = () => new DecompressionStream('gzip')

describe('a Web transform', () => {
  test('is a stage', async () => {
    expect(await pipe([1, 2, 3], through<number>(doubling), toArray())).toEqual([2, 4, 6])
  })

  test('may be one stream, for one run', async () => {
    const stage = through<number>(doubling())
    expect(await pipe([1, 2], stage, toArray())).toEqual([2, 4])
    expect(await rejection(pipe([1, 2], stage, toArray()))).toBeInstanceOf(AlreadyConsumedError)
  })

  test('may give many for one, none, and some at its end', async () => {
    let sum = 0
    const summing = new TransformStream<number, number>({
      transform(item, controller) {
        sum += item
        if (item > 1) for (const part of [item, item]) controller.enqueue(part)
      },
      flush: (controller) => controller.enqueue(sum),
    })
    expect(await pipe([1, 2, 3], through<number>(summing), toArray())).toEqual([2, 2, 3, 3, 6])
  })

  test('may be a CompressionStream or a DecompressionStream', async () => {
    const text = 'hello €😀 '.repeat(20_000)
    const chunks = Array.from({ length: 20 }, (_, index) =>
      Buffer.from(text).subarray(index * 20_000, (index + 1) * 20_000),
    )
    const back = await pipe(
      chunks,
      through<Uint8Array>(() => new CompressionStream('gzip')),
      through<Uint8Array>(gunzip),
      toArray(),
    )
    expect(Buffer.concat(back).toString()).toBe(Buffer.concat(chunks).toString())
  })

  test('passes values on untouched', async () => {
    const values = [undefined, null, 0, '', false, Number.NaN]
    const stage = through(() => new TransformStream())
    expect(await pipe(values, stage, toArray())).toEqual(values)
  })

  // `ready` never settles with 0, and so a `pipeThrough` hangs.
  test.each([0, 1])('may have high water marks of %i', async (highWaterMark) => {
    const queue = { highWaterMark }
    const stage = through<number>(() => new TransformStream<number, number>({}, queue, queue))
    expect(await pipe([1, 2, 3], stage, toArray())).toEqual([1, 2, 3])
  })

  test.each([0, 1])('holds the source back while it is busy: hwm %i', async (highWaterMark) => {
    const source = recorded([1, 2, 3, 4])
    const entered = latch()
    const busy = new TransformStream<number, number>(
      {
        transform: () => {
          entered.open()
          return new Promise<void>(() => {})
        },
      },
      { highWaterMark },
    )
    const iterator = pipe(source, through<number>(busy))[Symbol.asyncIterator]()
    const pending = iterator.next()
    await entered.promise
    await turns()
    expect(source.asked).toBe(1)
    await iterator.return?.()
    expect((await pending).done).toBe(true)
  })

  test('holds the source back while nobody reads', async () => {
    const source = recorded(Array.from({ length: 50 }, (_, index) => index))
    const iterator = pipe(source, through<number>(doubling))[Symbol.asyncIterator]()
    await iterator.next()
    await turns()
    expect(source.asked).toBeLessThan(8)
    await iterator.return?.()
    expect(source.events).toEqual(['closing', 'closed'])
  })
})

describe('leaving early', () => {
  test('cancels it and closes the source, once, before the loop goes on', async () => {
    const source = recorded([1, 2, 3, 4])
    const events: string[] = []
    const stream = doubling()
    const readable = stream.readable
    for await (const item of pipe(source, through<number>(stream))) {
      events.push(`item ${item}`)
      break
    }
    expect(source.events).toEqual(['closing', 'closed'])
    expect(events).toEqual(['item 2'])
    expect((await readable.getReader().read()).done).toBe(true)
    expect(stream.writable.locked).toBe(false)
  })

  test('settles while a write never ends', async () => {
    const source = recorded([1, 2, 3, 4])
    const entered = latch()
    const stuck = new TransformStream<number, number>({
      transform(item, controller) {
        if (item === 1) return controller.enqueue(item)
        entered.open()
        return new Promise<void>(() => {})
      },
    })
    const iterator = pipe(source, through<number>(stuck))[Symbol.asyncIterator]()
    await iterator.next()
    const pending = iterator.next()
    await entered.promise
    await iterator.return?.()
    expect((await pending).done).toBe(true)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('settles while `flush` never ends', async () => {
    const source = recorded([1])
    const entered = latch()
    const reason = new Error('stop')
    const controller = new AbortController()
    const stuck = new TransformStream<number, number>({
      flush() {
        entered.open()
        return new Promise<void>(() => {})
      },
    })
    const result = pipe(source, through(stuck), withSignal(controller.signal), toArray())
    await entered.promise
    controller.abort(reason)
    expect(await rejection(result)).toBe(reason)
  })

  test('happens by a signal, with its reason, while nothing comes', async () => {
    const reason = new Error('stop')
    const controller = new AbortController()
    const source = recorded([1], { stuck: true })
    const result = pipe(
      source,
      through(() => new TransformStream({ transform: () => controller.abort(reason) })),
      withSignal(controller.signal),
      toArray(),
    )
    expect(await rejection(result)).toBe(reason)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('is not an error when `take` does it', async () => {
    const source = recorded([1, 2, 3, 4])
    expect(await pipe(source, through<number>(doubling), take(2), toArray())).toEqual([2, 4])
    expect(source.events).toEqual(['closing', 'closed'])
  })

  // Node 22 had one if the lock was given back while `close()` was under way.
  test('leaves no rejection that nobody handles, also when all was written', async () => {
    const rejections: unknown[] = []
    const note = (error: unknown): void => void rejections.push(error)
    process.on('unhandledRejection', note)
    const zipped = gzipSync(Buffer.alloc(1_000_000, 'abc'))
    const stream = gunzip()
    await pipe([zipped], through(stream), take(1), toArray())
    await turns()
    process.off('unhandledRejection', note)
    expect(rejections).toEqual([])
    expect(stream.writable.locked).toBe(false)
  })
})

test('one that ends before its input closes the source', async () => {
  const source = recorded([1, 2, 3, 4])
  const two = new TransformStream<number, number>({
    transform(item, controller) {
      controller.enqueue(item)
      if (item === 2) controller.terminate()
    },
  })
  expect(await pipe(source, through<number>(two), toArray())).toEqual([1, 2])
  expect(source.events).toEqual(['closing', 'closed'])
})

describe('errors', () => {
  const error = new Error('broken')

  test("of it are the pipeline's, and close the source", async () => {
    const source = recorded([1, 2, 3])
    const failing = new TransformStream<number, number>({
      transform(item, controller) {
        if (item === 2) throw error
        controller.enqueue(item)
      },
    })
    expect(await rejection(pipe(source, through<number>(failing), toArray()))).toBe(error)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('of its writable side alone come after what was read', async () => {
    const readable = new ReadableStream({ start: (controller) => controller.enqueue('read') })
    const writable = new WritableStream({
      write: () => {
        throw error
      },
    })
    const told = await untilError(pipe([1, 2], through<string>({ readable, writable })))
    expect(told).toEqual({ items: ['read'], error })
  })

  test('of the source come after what the items before it gave', async () => {
    const told = await untilError(pipe(recorded([1, 2], { error }), through<number>(doubling)))
    expect(told).toEqual({ items: [2, 4], error })
  })

  test('of a writer that throws in place of rejecting come after what was written before', async () => {
    const slow: Transformer<number, number> = {
      async transform(item, controller) {
        await turns()
        controller.enqueue(item)
      },
    }
    const { readable, writable } = new TransformStream(slow, { highWaterMark: 4 })
    const writer = writable.getWriter()
    const write = writer.write.bind(writer)
    writer.write = (item) => {
      if (item === 3) throw error
      return write(item)
    }
    const foreign = { locked: false, getWriter: () => writer } as unknown as WritableStream
    const stage = through<number>({ readable, writable: foreign })
    expect(await untilError(pipe([1, 2, 3, 4], stage))).toEqual({ items: [1, 2], error })
  })

  test('of a truncated gzip come after the data', async () => {
    const whole = gzipSync(Buffer.alloc(100_000, 'abcdefghij'))
    const cut = [whole.subarray(0, -10)]
    const { error: told } = await untilError(pipe(cut, through<Uint8Array>(gunzip), map(String)))
    expect(told).toBeInstanceOf(Error)
  })
})

test('a locked stream is a TypeError that says so', async () => {
  for (const side of ['readable', 'writable'] as const) {
    const stream = doubling()
    if (side === 'readable') stream.readable.getReader()
    else stream.writable.getWriter()
    const source = recorded([1])
    const error = await rejection(pipe(source, through(stream), toArray()))
    expect(error).toBeInstanceOf(TypeError)
    expect((error as Error).message).toMatch(/^through: the stream is locked/)
  }
})
