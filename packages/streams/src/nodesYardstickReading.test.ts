// The cases that Node tests the loop over its streams with, put to `fromReadable`: those of nodejs/node's
// test-stream-readable-async-iterators. Where ours answers otherwise, the title says so.
import { map, pipe, toArray } from '@rivulet/core'
import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable, Stream, Transform } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { fromReadable } from './index.ts'
import { rejection, untilError } from './testSupport.ts'

const kaboom = new Error('kaboom')
const open = (): Readable => new Readable({ objectMode: true, read() {} })
const readAll = (stream: Readable): Promise<unknown[]> =>
  pipe(fromReadable<unknown>(stream), toArray())

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
