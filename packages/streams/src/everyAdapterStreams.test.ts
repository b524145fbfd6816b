// What every adapter does with a stream in each state it may be in: destroyed, failed, ended, half-open, locked.
import { map, pipe, toArray } from '@rivulet/core'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { PassThrough, Readable, Transform, Writable, type Duplex } from 'node:stream'
import { TransformStream } from 'node:stream/web'
import { describe, expect, test } from 'vitest'
import { fromReadable, through, toReadable, toTransform, toWritable, writeTo } from './index.ts'
import { asSource, itself } from './testAdapters.ts'
import { recorded, rejection, turns, untilError, upTo } from './testSupport.ts'

const broken = new Error('broken')

describe('streams that are made here', () => {
  const streams = {
    toReadable: (source: unknown) => toReadable(asSource(source)),
    toTransform: (source: unknown) => toReadable(asSource(source)).pipe(toTransform(itself())),
    toWritable: (source: unknown) => toReadable(asSource(source)).pipe(toWritable(toArray())),
  }
  const made = Object.entries(streams).map(([name, make]) => ({ name, make }))

  test('destroy before the first read closes the source', async () => {
    const source = recorded([1])
    const readable = toReadable(source)
    readable.destroy()
    await once(readable, 'close')
    expect(source.events).toEqual(['closing', 'closed'])
    expect(source.asked).toBe(0)
  })

  test.each(made)(
    'destroy while `next()` is pending still emits `close`: $name',
    async ({ make }) => {
      const stream = make(recorded([], { stuck: true }))
      if (stream instanceof Readable) stream.resume()
      await turns()
      stream.destroy()
      await once(stream, 'close')
      expect(stream.destroyed).toBe(true)
    },
  )

  test.each(made)('destroy during backpressure emits `close`: $name', async ({ name, make }) => {
    const source = recorded(upTo(1000))
    const stream = make(source)
    await turns()
    stream.destroy()
    await once(stream, 'close')
    // Node leaves the source of a `pipe` alone when its destination is destroyed: `pipeline` is for that.
    expect(source.events).toEqual(name === 'toReadable' ? ['closing', 'closed'] : [])
  })
})

describe('a stream already destroyed, errored or ended', () => {
  const states: Record<string, () => Promise<Duplex>> = {
    destroyed: async () => {
      const stream = new PassThrough({ objectMode: true })
      await once(stream.destroy(), 'close')
      return stream
    },
    errored: async () => {
      const stream = new PassThrough({ objectMode: true })
      stream.on('error', () => {})
      stream.destroy(broken)
      await turns()
      return stream
    },
    ended: async () => {
      const stream = new PassThrough({ objectMode: true })
      stream.end()
      await once(stream.resume(), 'close')
      return stream
    },
  }
  const codes: Record<string, object> = {
    destroyed: { code: 'ERR_STREAM_PREMATURE_CLOSE' },
    errored: broken,
  }

  test.each(Object.keys(states))('%s: fromReadable', async (state) => {
    const stream = (await states[state]?.()) as Duplex
    const told = await rejection(pipe(fromReadable(stream), toArray()))
    expect(told).toMatchObject(codes[state] ?? { code: 'ALREADY_CONSUMED' })
  })

  test.each(Object.keys(states))('%s: toReadable, with the stream as its source', async (state) => {
    const stream = (await states[state]?.()) as Duplex
    const told = await rejection(toReadable(stream).toArray())
    expect(told).toMatchObject(codes[state] ?? { code: 'ALREADY_CONSUMED' })
  })

  test.each(Object.keys(states))('%s: writeTo', async (state) => {
    const stream = (await states[state]?.()) as Duplex
    const source = recorded([1])
    const told = await rejection(pipe(source, writeTo(stream)))
    expect(told).toMatchObject(codes[state] ?? { code: 'ERR_STREAM_WRITE_AFTER_END' })
    expect(source.asked).toBe(0)
  })

  test.each(Object.keys(states))('%s: through', async (state) => {
    const stream = (await states[state]?.()) as Duplex
    const source = recorded([1])
    const told = await rejection(
      pipe(source, through(stream), toArray()).then((items) => Promise.reject(items)),
    )
    // One that has ended gives nothing, as it would if it had ended a moment later.
    expect(told).toMatchObject(codes[state] ?? [])
    expect(source.asked).toBe(0)
  })
})

describe('a Readable that', () => {
  const open = (): Readable => new Readable({ objectMode: true, read() {} })

  test.each([
    ['destroyed mid-loop without an error is an error', (stream: Readable) => stream.destroy()],
    ['bare `close` without `end`', (stream: Readable) => stream.emit('close')],
  ])('%s', async (_, cut) => {
    for (const read of [fromReadable, toReadable]) {
      const stream = open()
      stream.push('a')
      const told = await untilError(
        pipe(
          read(stream) as AsyncIterable<unknown>,
          map((item) => {
            setImmediate(cut, stream)
            return item
          }),
        ),
      )
      expect(told.items).toEqual(['a'])
      expect(told.error).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
    }
  })

  test('error after end', async () => {
    const stream = new Readable({
      objectMode: true,
      read() {},
      destroy: (_, callback) => callback(broken),
    })
    stream.push('a')
    stream.push(null)
    // It closes by itself at its end, and that is where it fails.
    expect(await untilError(fromReadable(stream))).toEqual({ items: ['a'], error: broken })
    const late = Readable.from(['a'])
    expect(await pipe(fromReadable<string>(late), toArray())).toEqual(['a'])
    late.destroy(broken)
    await turns()
  })

  test('ENOENT before the iteration starts is caught', async () => {
    for (const read of [fromReadable, toReadable]) {
      const items = read(createReadStream('/there/is/no/such/file')) as AsyncIterable<unknown>
      await turns() // the file has failed by then
      expect((await untilError(items)).error).toMatchObject({ code: 'ENOENT' })
    }
  })

  test('has a `data` listener is refused, with an error that says so', async () => {
    const stream = open().on('data', () => {})
    expect(await rejection(pipe(fromReadable(stream), toArray()))).toMatchObject({
      message: expect.stringMatching(/"data" listener/) as string,
    })
    expect(stream.destroyed).toBe(false)
  })
})

describe('a Writable that', () => {
  const failing = (): Writable =>
    new Writable({ objectMode: true, write: (_item, _encoding, callback) => callback(broken) })

  test('is destroyed while waiting for drain', async () => {
    for (const error of [broken, undefined]) {
      const stuck = new Writable({ objectMode: true, highWaterMark: 1, write() {} })
      const source = recorded(upTo(9))
      const result = rejection(pipe(source, writeTo(stuck)))
      await turns()
      expect(stuck.writableNeedDrain).toBe(true)
      stuck.destroy(error)
      expect(await result).toMatchObject(error ?? { code: 'ERR_STREAM_PREMATURE_CLOSE' })
      expect(source.events).toEqual(['closing', 'closed'])
    }
  })

  test('fails midway', async () => {
    const source = recorded(upTo(9))
    expect(await rejection(pipe(source, writeTo(failing())))).toBe(broken)
    expect(source.events).toEqual(['closing', 'closed'])
    const behind = recorded(upTo(9))
    const into = toWritable(writeTo(failing()))
    expect(await rejection(pipe(behind, writeTo(into)))).toBe(broken)
    expect(await rejection(into.result)).toBe(broken)
    expect(behind.events).toEqual(['closing', 'closed'])
  })

  test('stays open: `end: false`', async () => {
    const stream = new PassThrough({ objectMode: true })
    await pipe([1], writeTo(stream, { end: false }))
    await pipe([2], writeTo(stream))
    expect(await stream.toArray()).toEqual([1, 2])
  })
})

test('a transform that ends early closes upstream', async () => {
  const early: Record<string, () => Parameters<typeof through>[0]> = {
    Node: () =>
      new Transform({
        objectMode: true,
        transform(item, _, callback) {
          this.push(item)
          this.push(null)
          callback()
        },
      }),
    Web: () =>
      new TransformStream({
        transform(item, controller) {
          controller.enqueue(item)
          controller.terminate()
        },
      }),
  }
  for (const [name, make] of Object.entries(early)) {
    const source = recorded(upTo(9))
    expect([name, await pipe(source, through(make as never), toArray())]).toEqual([name, [0]])
    expect(source.events).toEqual(['closing', 'closed'])
  }
})

test('a half-open Duplex behaves the same on all versions', async () => {
  const events: string[] = []
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    // It ends its side at once, and goes on to read.
    socket.end('hello')
    socket.on('data', (chunk) => events.push(String(chunk))).on('end', () => server.close())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect({ port: (server.address() as AddressInfo).port, allowHalfOpen: true })
  const closed = once(server, 'close')
  expect((await pipe(fromReadable(socket), toArray())).map(String)).toEqual(['hello'])
  expect(socket.writable).toBe(true)
  await pipe(['and ', 'on'], writeTo(socket))
  await closed
  expect(events.join('')).toBe('and on')
})

test('a locked web stream', async () => {
  const stream = new TransformStream()
  stream.readable.getReader()
  const source = recorded([1])
  expect(await rejection(pipe(source, through(stream), toArray()))).toBeInstanceOf(TypeError)
  expect(source.events).toEqual(['closing', 'closed'])
})
