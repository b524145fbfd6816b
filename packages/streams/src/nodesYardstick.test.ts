// The cases that Node tests its own bridges with, put to ours. Where one of ours answers otherwise, the
// title says so and why. They are the cases of nodejs/node's test-readable-from*,
// test-stream-readable-async-iterators, test-stream-duplex-from and test-stream-pipeline.
import { map, pipe, toArray } from '@rivulet/core'
import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addAbortSignal, PassThrough, Readable, Stream, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { fromReadable, toReadable, toTransform, toWritable, writeTo } from './index.ts'
import { recorded, rejection, turns, untilError } from './testSupport.ts'

const kaboom = new Error('kaboom')
const open = (): Readable => new Readable({ objectMode: true, read() {} })
const upper = () => map((text: unknown) => String(text).toUpperCase())
const readAll = (stream: Readable): Promise<unknown[]> =>
  pipe(fromReadable<unknown>(stream), toArray())

function collecting(got: unknown[]): Writable {
  return new Writable({
    objectMode: true,
    write(item, _, callback) {
      got.push(item)
      callback()
    },
  })
}

describe('`Readable.from`, with `toReadable` in its place', () => {
  function* letters(): Generator<string> {
    yield* ['a', 'b', 'c']
  }
  async function* asyncLetters(): AsyncGenerator<string> {
    yield* letters()
  }

  test.each([
    ['an async generator', asyncLetters],
    ['a generator', letters],
    ['promises', () => ['a', 'b', 'c'].map((letter) => Promise.resolve(letter))],
  ])('%s: in a loop, and in flowing mode', async (_, make) => {
    expect(await toReadable(make()).toArray()).toEqual(['a', 'b', 'c'])
    const got: unknown[] = []
    await once(
      toReadable(make()).on('data', (item) => got.push(item)),
      'end',
    )
    expect(got).toEqual(['a', 'b', 'c'])
  })

  test('without object mode it flows in Buffers', async () => {
    const got: unknown[] = []
    const stream = toReadable(asyncLetters(), { objectMode: false })
    await once(
      stream.on('data', (item) => got.push(item)),
      'end',
    )
    expect(got.every((item) => Buffer.isBuffer(item))).toBe(true)
    expect(Buffer.concat(got as Buffer[]).toString()).toBe('abc')
  })

  test('a source that throws destroys the stream, with its error', async () => {
    // oxlint-disable-next-line require-yield -- that is what is tested
    async function* failing(): AsyncGenerator {
      throw kaboom
    }
    const stream = toReadable(failing())
    stream.read()
    expect(await once(stream, 'error')).toEqual([kaboom])
    expect(stream.destroyed).toBe(true)
  })

  test('a generator over another stream is a transform', async () => {
    async function* loud(source: AsyncIterable<string>): AsyncGenerator<string> {
      for await (const chunk of source) yield chunk.toUpperCase()
    }
    expect(await toReadable(loud(Readable.from(['a', 'b']))).toArray()).toEqual(['A', 'B'])
  })

  test('leaving a loop runs `finally`, and never `catch`: nothing is thrown into the source', async () => {
    const events: string[] = []
    async function* asynchronous(): AsyncGenerator<string> {
      try {
        for (;;) yield 'a'
      } catch {
        events.push('catch')
      } finally {
        events.push('finally')
      }
    }
    function* synchronous(promised: boolean): Generator {
      try {
        for (;;) yield promised ? Promise.resolve('a') : 'a'
      } catch {
        events.push('catch')
      } finally {
        events.push('finally')
      }
    }
    for (const source of [asynchronous(), synchronous(false), synchronous(true)]) {
      for await (const item of toReadable(source, { highWaterMark: 1 })) {
        expect(item).toBe('a')
        break
      }
    }
    expect(events).toEqual(['finally', 'finally', 'finally'])
  })

  test('a rejected promise of a generator runs its `finally`', async () => {
    const events: string[] = []
    function* source(): Generator {
      try {
        yield Promise.reject(kaboom)
        events.push('went on')
      } finally {
        events.push('finally')
      }
    }
    expect(await rejection(toReadable(source()).toArray())).toBe(kaboom)
    expect(events).toEqual(['finally'])
  })

  test('after `next` has thrown there is no `return`', async () => {
    const calls: string[] = []
    const source = {
      [Symbol.asyncIterator]: () => source,
      next: () => Promise.reject(kaboom),
      return: () => {
        calls.push('return')
        return Promise.resolve({ value: undefined, done: true as const })
      },
    }
    expect(await rejection(toReadable(source).toArray())).toBe(kaboom)
    expect(calls).toEqual([])
  })
})

describe("a Readable's async iterator, with `fromReadable` in its place", () => {
  test('a stream of the old kind', async () => {
    const stream = new Stream() as never
    process.nextTick(() => {
      for (const chunk of ['hello', 'world']) (stream as Stream).emit('data', chunk)
      ;(stream as Stream).emit('end')
    })
    expect(await pipe(fromReadable<string>(stream), toArray())).toEqual(['hello', 'world'])
  })

  test('a stream that has `close` and no `destroy`', async () => {
    const stream = new Readable({ autoDestroy: false, read() {} })
    stream.push('asd')
    let closed = 0
    const close = (): void => {
      closed++
      stream.emit('close')
    }
    Object.assign(stream, { destroy: null, close })
    for await (const item of fromReadable(stream)) {
      expect(String(item)).toBe('asd')
      break
    }
    expect(closed).toBe(1)
  })

  test('many `next()` before there is anything are answered in order, also past the end', async () => {
    const stream = open()
    const iterator = fromReadable(stream)[Symbol.asyncIterator]()
    const asked = Array.from({ length: 7 }, () => iterator.next())
    for (let item = 0; item < 5; item++) stream.push(item)
    stream.push(null)
    const results = await Promise.all(asked)
    expect(results.slice(0, 5).map(({ value }) => value as unknown)).toEqual([0, 1, 2, 3, 4])
    expect(results.slice(5).every(({ done }) => done === true)).toBe(true)
  })

  test('of many `next()` one gets the error, and those after it the end', async () => {
    const stream = open()
    const iterator = fromReadable(stream)[Symbol.asyncIterator]()
    const asked = [iterator.next(), iterator.next(), iterator.next()]
    stream.push('a')
    await asked[0]
    stream.destroy(kaboom)
    expect(await rejection(asked[1] as Promise<unknown>)).toBe(kaboom)
    expect(await asked[2]).toEqual({ value: undefined, done: true })
  })

  test.each([
    ['in `read`', (stream: Readable) => stream.destroy(kaboom), []],
    [
      'after a push',
      (stream: Readable) => {
        stream.push('hello')
        stream.destroy(kaboom)
      },
      ['hello'],
    ],
    [
      'later',
      (stream: Readable) => {
        if (stream.readableDidRead) return
        stream.push('hello')
        setImmediate(() => stream.destroy(kaboom))
      },
      ['hello'],
    ],
  ])('destroyed %s', async (_, act, items) => {
    let hasRead = false
    const stream = new Readable({
      objectMode: true,
      read() {
        if (!hasRead) act(this)
        hasRead = true
      },
    })
    expect(await untilError(fromReadable<unknown>(stream))).toEqual({ items, error: kaboom })
  })

  test('a stream that was destroyed without an error is one that was cut off, and not an empty one', async () => {
    const stream = open()
    stream.destroy()
    expect(await rejection(readAll(stream))).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
    const midway = open()
    midway.push('a')
    const told = await untilError(
      pipe(
        fromReadable(midway),
        map(() => midway.destroy()),
      ),
    )
    expect(told.error).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
  })

  test('a loop that throws destroys the stream, and tells its own error', async () => {
    const stream = Readable.from(['a', 'b'])
    const loop = async (): Promise<void> => {
      for await (const item of fromReadable(stream)) throw new Error(`no ${String(item)}`)
    }
    expect(await rejection(loop())).toEqual(new Error('no a'))
    expect(stream.destroyed).toBe(true)
  })

  test('a second loop over a stream that has ended is told so, where Node gives nothing', async () => {
    const stream = Readable.from(['a'])
    await readAll(stream)
    expect(await rejection(readAll(stream))).toMatchObject({ code: 'ALREADY_CONSUMED' })
  })

  test('pushes that come later, of bytes too', async () => {
    let count = 0
    const stream = new Readable({
      read() {
        setImmediate(() => {
          this.push('hello')
          if (++count === 42) this.push(null)
        })
      },
    }).setEncoding('utf8')
    expect((await readAll(stream)).join('')).toBe('hello'.repeat(42))
  })

  test('the readable side of a Transform that is pushed to', async () => {
    const stream = new Transform({ objectMode: true, transform: (_, __, callback) => callback() })
    stream.push(0)
    stream.push(1)
    process.nextTick(() => stream.push(null))
    expect(await readAll(stream)).toEqual([0, 1])
  })

  test('an error of the destruction, of a stream that was destroyed before', async () => {
    const stream = new Readable({
      read() {},
      destroy: (_, callback) => setImmediate(callback, kaboom),
    })
    stream.destroy()
    expect(await rejection(readAll(stream))).toBe(kaboom)
  })

  test('without `autoDestroy` a stream is destroyed when it is left, and not when it has ended', async () => {
    const make = (): Readable => {
      const stream = new Readable({ autoDestroy: false, objectMode: true, read() {} })
      stream.push('asd')
      stream.push(null)
      return stream
    }
    const ended = make()
    await readAll(ended)
    expect(ended.destroyed).toBe(false)
    const left = make()
    for await (const item of fromReadable(left)) {
      void item
      break
    }
    expect(left.destroyed).toBe(true)
  })

  test('a stream is not destroyed before `end`', async () => {
    const stream = Readable.from(['a'])
    let destroyedAtEnd: boolean | undefined
    stream.on('end', () => {
      destroyedAtEnd = stream.destroyed
    })
    await readAll(stream)
    expect([destroyedAtEnd, stream.destroyed]).toEqual([false, true])
  })

  test('a request that fails in the middle of its response', async () => {
    const server = createServer((_, response) => response.write('never ends')).listen(0)
    await once(server, 'listening')
    const request = get({ port: (server.address() as AddressInfo).port })
    request.on('error', () => {})
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    const { items, error } = await untilError(
      pipe(
        fromReadable(response),
        map((chunk) => {
          setImmediate(() => request.destroy(new Error('something happened')))
          return String(chunk)
        }),
      ),
    )
    expect(items).toEqual(['never ends'])
    expect(error).toMatchObject({ code: 'ECONNRESET' })
    server.closeAllConnections()
    server.close()
  })
})

describe('`Duplex.from` of a function, with `toTransform` in its place', () => {
  test('what is left over at the end of the input comes', async () => {
    const lines = toTransform(async function* (chunks: AsyncIterable<string>) {
      let rest = ''
      for await (const chunk of chunks) {
        const parts = (rest + chunk).split('\n')
        rest = parts.pop() ?? ''
        yield* parts
      }
      yield rest
    })
    const got: unknown[] = []
    await pipeline(['abc\nde', 'f\nghi'], lines, collecting(got))
    expect(got).toEqual(['abc', 'def', 'ghi'])
  })

  test('an error of it is that of the stream', async () => {
    const failing = toTransform(
      map(() => {
        throw kaboom
      }),
    )
    failing.write('a')
    failing.resume()
    expect(await once(failing, 'error')).toEqual([kaboom])
  })
})

describe('`pipeline`, with streams of ours in it', () => {
  test('a source, a transform and a sink', async () => {
    const sink = toWritable(toArray())
    await pipeline(toReadable(['hello', 'world']), toTransform(upper()), sink)
    expect(await sink.result).toEqual(['HELLO', 'WORLD'])
  })

  test('a generator function before, and an async function behind', async () => {
    const result = await pipeline(
      async function* () {
        yield* ['hello', 'world']
      },
      toTransform(upper()),
      async (items: AsyncIterable<unknown>) => {
        let text = ''
        for await (const item of items) text += String(item)
        return text
      },
    )
    expect(result).toBe('HELLOWORLD')
  })

  test('a source that is destroyed fails all, with its error', async () => {
    for (const error of [kaboom, undefined]) {
      const source = toReadable(recorded([1], { stuck: true }))
      const between = toTransform(upper())
      const sink = toWritable(toArray())
      const result = rejection(pipeline(source, between, sink))
      await turns()
      source.destroy(error)
      expect(await result).toMatchObject(error ?? { code: 'ERR_STREAM_PREMATURE_CLOSE' })
      expect([between.destroyed, sink.destroyed]).toEqual([true, true])
    }
  })

  test('a destination that fails destroys a long chain', async () => {
    const source = recorded(Array.from({ length: 100 }, (_, index) => index))
    let written = 0
    const failing = new Writable({
      objectMode: true,
      write(_item, _encoding, callback) {
        written++
        callback(written === 10 ? kaboom : null)
      },
    })
    const chain = Array.from({ length: 6 }, () => toTransform(upper()))
    expect(await rejection(pipeline([toReadable(source), ...chain, failing]))).toBe(kaboom)
    expect(chain.every(({ destroyed }) => destroyed)).toBe(true)
  })

  test('an abort before, and in the middle', async () => {
    const before = toTransform(upper())
    const signal = AbortSignal.abort()
    const told = await rejection(pipeline(toReadable(['a']), before, collecting([]), { signal }))
    expect(told).toMatchObject({ name: 'AbortError' })
    const controller = new AbortController()
    const stuck = toReadable(recorded([1], { stuck: true }))
    const result = rejection(
      pipeline(stuck, toTransform(upper()), collecting([]), { signal: controller.signal }),
    )
    await turns()
    controller.abort()
    expect(await result).toMatchObject({ name: 'AbortError' })
  })

  test('`addAbortSignal` on a stream of ours', async () => {
    const controller = new AbortController()
    const source = recorded([1], { stuck: true })
    const stream = addAbortSignal(controller.signal, toReadable(source))
    const result = rejection(stream.toArray())
    await turns()
    controller.abort()
    expect(await result).toMatchObject({ name: 'AbortError' })
    await turns()
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('a flush that takes its time is waited for', async () => {
    const events: string[] = []
    const late = new Transform({
      objectMode: true,
      transform: (item, _, callback) => callback(null, item),
      flush(callback) {
        setImmediate(() => {
          events.push('flushed')
          callback()
        })
      },
    })
    await pipe([1], writeTo(late.resume()))
    expect(events).toEqual(['flushed'])
  })

  test('a loop behind it that is left ends it without an error', async () => {
    const between = toTransform(upper())
    const result = await pipeline(
      async function* () {
        yield* ['hello', 'world', 'world']
      },
      between,
      async (items: AsyncIterable<unknown>) => {
        for await (const item of items) return item
        return undefined
      },
    )
    expect(result).toBe('HELLO')
    expect(between.destroyed).toBe(true)
  })

  test('a Duplex at its end stays open to be read', async () => {
    const last = new PassThrough({ objectMode: true })
    await pipeline(toReadable([1, 2]), last)
    expect(last.destroyed).toBe(false)
    expect(await last.toArray()).toEqual([1, 2])
    const lastOfOurs = toTransform(upper())
    await pipeline(toReadable(['a']), lastOfOurs)
    expect(lastOfOurs.destroyed).toBe(false)
    expect(await lastOfOurs.toArray()).toEqual(['A'])
  })

  test('`end: false` leaves the last stream open', async () => {
    const last = toWritable(toArray())
    await pipeline(toReadable([1]), last, { end: false })
    expect([last.destroyed, last.writableEnded]).toEqual([false, false])
    last.end(2)
    expect(await last.result).toEqual([1, 2])
  })
})
