// What is delivered and how it ends, when it is read, who may read it, and which arguments are refused.
import { AlreadyConsumedError, CURSOR, map, pipe, range, take, toArray, WAIT } from '@rivulet/core'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { UnderlyingSource } from 'node:stream/web'
import { describe, expect, test } from 'vitest'
import { fromWeb } from './fromWeb.ts'
import { rejection, turns, uncaught, untilError } from './testSupport.ts'
import { streamOf } from './testWebStreams.ts'
import { toWeb } from './toWeb.ts'

const error = new Error('broken')

/** A byte stream of Node's own. */
function bytesOf(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  const rest = chunks.values()
  return new ReadableStream({
    type: 'bytes',
    pull(controller: ReadableByteStreamController) {
      const { done, value } = rest.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  } as unknown as UnderlyingSource)
}

describe('the end', () => {
  test('N items then the error', async () => {
    const { stream, below } = streamOf([1, 2, 3], { error })
    expect(await untilError(fromWeb(stream))).toEqual({ items: [1, 2, 3], error })
    expect({ cancels: below.cancels, locked: stream.locked }).toEqual({
      cancels: [],
      locked: false,
    })
  })

  test.each([1, 2, 16])(
    'N items then the error, also with a high water mark above 1, of a stream by toWeb: %i',
    async (highWaterMark) => {
      async function* source(): AsyncGenerator<number> {
        yield* [1, 2, 3]
        throw error
      }
      const stream = toWeb(source(), { strategy: { highWaterMark } })
      await turns()
      expect(await untilError(fromWeb(stream))).toEqual({ items: [1, 2, 3], error })
    },
  )

  test.each([undefined, null, '', 'text', 0])(
    'thrown `undefined`, `null` and strings survive: %o',
    async (thrown) => {
      const { stream } = streamOf([1], { error: thrown })
      expect(await untilError(fromWeb(stream))).toEqual({ items: [1], error: thrown })
    },
  )

  test('an ended stream is not cancelled, and not locked any more', async () => {
    const { stream, below } = streamOf([1])
    const iterator = fromWeb(stream)[Symbol.asyncIterator]()
    await iterator.next()
    expect(stream.locked).toBe(true)
    expect((await iterator.next()).done).toBe(true)
    expect((await iterator.next()).done).toBe(true)
    expect({ cancels: below.cancels, locked: stream.locked }).toEqual({
      cancels: [],
      locked: false,
    })
  })

  test('a stream already destroyed, errored or ended', async () => {
    const { stream: cancelled } = streamOf([1])
    await cancelled.cancel()
    expect(await pipe(fromWeb(cancelled), toArray())).toEqual([])
    const { stream: ended } = streamOf<number>([])
    await ended.getReader().read()
    const errored = new ReadableStream({ start: (controller) => controller.error(error) })
    expect(await untilError(fromWeb(errored))).toEqual({ items: [], error })
  })

  test('ENOENT before the iteration starts is caught', async () => {
    const errors = await uncaught(async () => {
      const file = createReadStream('/there/is/no/such/file')
      const source = fromWeb(Readable.toWeb(file) as ReadableStream<Uint8Array>)
      await new Promise<void>((resolve) => file.once('close', () => resolve()))
      await turns()
      expect((await untilError(source)).error).toMatchObject({ code: 'ENOENT' })
    })
    expect(errors).toEqual([])
  })
})

describe('items', () => {
  test('`undefined`, `null`, `0`, an empty string and `false` survive', async () => {
    const items = [undefined, null, 0, '', false]
    expect(await pipe(fromWeb(streamOf(items).stream), toArray())).toEqual(items)
  })

  test('of a byte stream are Uint8Arrays; multi-byte text across chunks', async () => {
    const chunks = [...Buffer.from('aé漢𝄞')].map((byte) => Uint8Array.of(byte))
    const read = await pipe(fromWeb(bytesOf(chunks)), toArray())
    expect(read.every((chunk) => chunk instanceof Uint8Array)).toBe(true)
    expect(Buffer.concat(read).toString()).toBe('aé漢𝄞')
  })

  test('empty chunks do not end it', async () => {
    const items = [new Uint8Array(), Uint8Array.of(1), new Uint8Array()]
    expect(await pipe(fromWeb(streamOf(items).stream), toArray())).toEqual(items)
  })

  test('of a Response and of a Blob', async () => {
    const { body } = new Response('hello')
    const text = async (stream: ReadableStream<Uint8Array>): Promise<string> =>
      Buffer.concat(await pipe(fromWeb(stream), toArray())).toString()
    expect(await text(body as ReadableStream<Uint8Array>)).toBe('hello')
    expect(await text(new Blob(['world']).stream())).toBe('world')
  })
})

describe('laziness', () => {
  test('nothing is read before the first pull, not even by an open run', async () => {
    const { stream, below } = streamOf([1, 2])
    const source = pipe(
      fromWeb(stream),
      map((item) => item),
    )
    await turns()
    expect(stream.locked).toBe(false)
    const cursor = source[CURSOR]()
    await turns()
    expect({ pulls: below.pulls, locked: stream.locked }).toEqual({ pulls: 0, locked: true })
    expect(cursor.pull()).toBe(WAIT)
    await cursor.ready()
    expect(cursor.pull()).toBe(1)
    await turns()
    expect(below.pulls).toBe(1)
    await cursor.close()
  })

  test('take(n) reads n chunks', async () => {
    const { stream, below } = streamOf([1, 2, 3, 4])
    expect(await pipe(fromWeb(stream), take(2), toArray())).toEqual([1, 2])
    expect(below).toEqual({ pulls: 2, cancels: [undefined] })
  })

  test('no `next()` after `return()`, never two at once', async () => {
    const { stream, below } = streamOf([1, 2, 3], {}, 0)
    const iterator = fromWeb(stream)[Symbol.asyncIterator]()
    await Promise.all([iterator.next(), iterator.next()])
    expect(below.pulls).toBe(2)
    await iterator.return?.()
    await iterator.next()
    await turns()
    expect(below.pulls).toBe(2)
  })

  test('a stream that never has to wait lets timers run', async () => {
    let item = 0
    const endless = new ReadableStream<number>({
      pull: (controller) => controller.enqueue(item++),
    })
    const signal = AbortSignal.timeout(5)
    expect((await untilError(fromWeb(endless, { signal }))).error).toBe(signal.reason)
  })
})

describe('a second reader', () => {
  test('two iterators on one stream: the second gets an AlreadyConsumedError, the first reads on', async () => {
    const { stream } = streamOf([1, 2, 3])
    const iterator = fromWeb(stream)[Symbol.asyncIterator]()
    await iterator.next()
    for (const preventCancel of [true, false]) {
      expect(await rejection(pipe(fromWeb(stream, { preventCancel }), toArray()))).toBeInstanceOf(
        AlreadyConsumedError,
      )
    }
    expect(await iterator.next()).toEqual({ done: false, value: 2 })
    await iterator.return?.()
    expect(await rejection(pipe(fromWeb(stream), toArray()))).toBeInstanceOf(AlreadyConsumedError)
  })

  test('gets one also if the first was no fromWeb', async () => {
    const { stream } = streamOf([1, 2])
    await pipe(stream, take(1), toArray())
    expect(await rejection(pipe(fromWeb(stream), toArray()))).toBeInstanceOf(AlreadyConsumedError)
  })

  test('a locked web stream is refused, and left to whoever reads it', async () => {
    const { stream, below } = streamOf([1])
    const source = fromWeb(stream)
    const reader = stream.getReader()
    expect(await rejection(pipe(source, toArray()))).toEqual(
      new TypeError('fromWeb: the stream is locked: somebody else is reading it'),
    )
    expect(await reader.read()).toEqual({ done: false, value: 1 })
    expect(below.cancels).toEqual([])
  })
})

describe('bad arguments throw `TypeError` at the call', () => {
  test.each([undefined, null, 1, 'path', {}, [], () => {}, new Readable(), pipe(range(0, 1))])(
    '%o',
    (value) => {
      expect(() => fromWeb(value as never)).toThrow(
        /^fromWeb: the stream must be a Web ReadableStream, got /,
      )
    },
  )

  test.each([
    [null, 'options must be an object, got null'],
    [{ preventCancel: 'no' }, "preventCancel must be a boolean, got 'no'"],
    [{ signal: {} }, 'signal must be an AbortSignal, got {}'],
  ])('%o', (options, message) => {
    expect(() => fromWeb(streamOf([]).stream, options as never)).toThrow(
      new TypeError(`fromWeb: ${message}`),
    )
  })
})
