// What every adapter has to show, by the same words for all of them. Whatever is particular to one is
// tested beside it.
import { map, pipe, toArray, withSignal, type Source } from '@rivulet/core'
import { getEventListeners, once } from 'node:events'
import { createReadStream } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { PassThrough, Readable, Transform, Writable, type Duplex } from 'node:stream'
import { TransformStream } from 'node:stream/web'
import { describe, expect, test } from 'vitest'
import {
  fromEvents,
  fromEventTarget,
  fromReadable,
  fromWeb,
  through,
  toReadable,
  toTransform,
  toWeb,
  toWebTransform,
  toWritable,
  writeTo,
} from './index.ts'
import { latch, recorded, rejection, turns, untilError, upTo } from './testSupport.ts'

interface Options {
  readonly highWaterMark?: number
  readonly signal?: AbortSignal
}

/** How a source comes out of an adapter again. */
type Loop = (source: Source<never>, options?: Options) => AsyncIterable<unknown>

/** How a source goes into an adapter; what arrived is added to `got`. */
type Drain = (source: Source<never>, got: unknown[], options?: Options) => Promise<unknown>

const itself = () => map((item: unknown) => item)
const transform = ({ highWaterMark = 1 }: Options): Transform =>
  new Transform({
    objectMode: true,
    highWaterMark,
    transform(item, _, callback) {
      this.push(item)
      callback()
    },
  })

const abortable = (source: AsyncIterable<unknown>, { signal }: Options): AsyncIterable<unknown> =>
  signal === undefined ? source : pipe(source, withSignal(signal))

const loops: Record<string, Loop> = {
  fromReadable: (source, { signal, highWaterMark = 1 } = {}) =>
    fromReadable(toReadable(source, { highWaterMark }), { signal }),
  toReadable: (source, { highWaterMark = 1, signal } = {}) =>
    toReadable(source, { highWaterMark, signal }),
  'through (Node)': (source, options = {}) =>
    abortable(
      pipe(
        source,
        through(() => transform(options)),
      ),
      options,
    ),
  'through (Web)': (source, options = {}) =>
    abortable(
      pipe(
        source,
        through(() => new TransformStream()),
      ),
      options,
    ),
  toTransform: (source, { highWaterMark = 1, signal } = {}) =>
    abortable(
      pipe(
        source,
        through(() => toTransform(itself(), { highWaterMark })),
      ),
      { signal } as Options,
    ),
  // Queues of none, as what a Web stream has queued when it fails is dropped by the Web.
  fromWeb: (source, { signal } = {}) => fromWeb(toWeb(source), { signal }),
  toWeb: (source, { highWaterMark = 1, signal } = {}) =>
    toWeb(source, { strategy: { highWaterMark }, signal }) as AsyncIterable<unknown>,
  toWebTransform: (source, options = {}) =>
    abortable(
      pipe(
        source,
        through(() => toWebTransform(itself())),
      ),
      options,
    ),
}

/** Web streams have no such exception as Node's: they pass `null` on, and fail with whatever is thrown. */
const ofTheWeb = new Set(['through (Web)', 'fromWeb', 'toWeb', 'toWebTransform'])
/** Where an Iterable becomes a stream, promises among its items are awaited, as `for await` does. */
const awaiting = new Set(['toReadable', 'fromReadable', 'toWeb', 'fromWeb'])
/** A stream is read once. `through` is given a function here, which makes one for each run. */
const oneShot = awaiting

function writable(got: unknown[], { highWaterMark = 1 }: Options): Writable {
  return new Writable({
    objectMode: true,
    highWaterMark,
    write(item, _, callback) {
      got.push(item)
      setImmediate(callback)
    },
  })
}

const sinks: Record<string, Drain> = {
  writeTo: (source, got, options = {}) =>
    pipe(source as Source, writeTo(writable(got, options), { signal: options.signal })) as never,
  toWritable: (source, got, { highWaterMark = 1, signal } = {}) => {
    const into = toWritable(writeTo(writable(got, { highWaterMark })), { highWaterMark })
    return pipe(source as Source, writeTo(into, { signal })) as never
  },
}

const drains: Record<string, Drain> = {
  ...Object.fromEntries(
    Object.entries(loops).map(([name, loop]) => [
      name,
      async (source: Source<never>, got: unknown[], options?: Options) => {
        for await (const item of loop(source, options)) got.push(item)
      },
    ]),
  ),
  ...sinks,
}

const eachLoop = describe.each(Object.entries(loops).map(([name, loop]) => ({ name, loop })))
const eachDrain = describe.each(Object.entries(drains).map(([name, drain]) => ({ name, drain })))

const broken = new Error('broken')
const asSource = (source: unknown): Source<never> => source as Source<never>

async function readOne(
  items: AsyncIterable<unknown>,
  inBody: () => unknown = () => {},
): Promise<void> {
  for await (const item of items) {
    void item
    await inBody()
    return
  }
}

/** What arrives before the error, and the error. */
async function drainUntilError(
  drain: Drain,
  source: unknown,
  options?: Options,
): Promise<{ got: unknown[]; error: unknown }> {
  const got: unknown[] = []
  return { error: await rejection(drain(asSource(source), got, options)), got }
}

eachLoop('leaving a loop over $name', ({ name, loop }) => {
  test('break calls `return()` exactly once', async () => {
    const source = recorded(upTo(100))
    await readOne(loop(asSource(source)))
    await turns()
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test("the source's async cleanup is over before the loop goes on", async () => {
    const source = recorded(upTo(100), { cleanup: turns })
    await readOne(loop(asSource(source)))
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('its error reaches the breaker', async () => {
    const source = recorded(upTo(100), { cleanup: () => Promise.reject(broken) })
    expect(await rejection(readOne(loop(asSource(source))))).toBe(broken)
  })

  test("the body's error wins over cleanup's", async () => {
    const source = recorded(upTo(100), { cleanup: () => Promise.reject(broken) })
    const ofBody = new Error('body')
    const left = readOne(loop(asSource(source)), () => Promise.reject(ofBody))
    expect(await rejection(left)).toBe(ofBody)
    expect(source.events).toEqual(['closing'])
  })

  test('no `next()` after `return()`, never two at once', async () => {
    for (const highWaterMark of [1, 16]) {
      const source = recorded(upTo(100))
      const iterator = loop(asSource(source), { highWaterMark })[Symbol.asyncIterator]()
      await Promise.all([iterator.next(), iterator.next(), iterator.next()])
      await iterator.return?.()
      await turns()
      expect(source.events).toEqual(['closing', 'closed'])
    }
  })

  test('iterators without `return`, or with a `return` that throws or rejects', async () => {
    const endless = (more: object): unknown => ({
      [Symbol.asyncIterator]: () => ({ next: async () => ({ value: 1, done: false }), ...more }),
    })
    await readOne(loop(asSource(endless({}))))
    const throwing = endless({
      return: () => {
        throw broken
      },
    })
    expect(await rejection(readOne(loop(asSource(throwing))))).toBe(broken)
    const rejecting = endless({ return: () => Promise.reject(broken) })
    expect(await rejection(readOne(loop(asSource(rejecting))))).toBe(broken)
  })

  test('two iterators on one stream', async () => {
    const items = loop(asSource(recorded(upTo(9))))
    const first = items[Symbol.asyncIterator]()
    await first.next()
    const second = rejection(
      items[Symbol.asyncIterator]()
        .next()
        .then((result) => Promise.reject(result)),
    )
    expect(await second).toMatchObject(
      oneShot.has(name) ? { code: 'ALREADY_CONSUMED' } : { value: 0 },
    )
    await first.return?.()
  })
})

eachDrain('a source that goes through $name', ({ name, drain }) => {
  test.each([1, 4, 16])(
    'N items then the error, with a high water mark of %i',
    async (highWaterMark) => {
      for (const count of [0, 1, 5, 40]) {
        const source = recorded(upTo(count), { error: broken })
        const told = await drainUntilError(drain, source, { highWaterMark })
        expect(told.error).toBe(broken)
        // What was written to a stream that is destroyed is its own affair: it may still hold some.
        const arrived = name in sinks ? upTo(count).slice(0, told.got.length) : upTo(count)
        expect(told.got).toEqual(arrived)
        // It has ended by itself, and is not closed again.
        expect(source.events).toEqual([])
      }
    },
  )

  test('an aborted signal leaves the source untouched', async () => {
    const source = recorded(upTo(9))
    const reason = new Error('stop')
    const told = await drainUntilError(drain, source, { signal: AbortSignal.abort(reason) })
    expect(told).toEqual({ error: reason, got: [] })
    expect(source.asked).toBe(0)
  })

  test('abort in the middle and abort while pending forever keep the reason', async () => {
    const reason = { why: 'stop' }
    for (const stuck of [false, true]) {
      const controller = new AbortController()
      const source = recorded(stuck ? [1] : upTo(1000), { stuck })
      const result = drainUntilError(drain, source, { signal: controller.signal })
      await turns()
      controller.abort(reason)
      expect((await result).error).toBe(reason)
      expect(source.events).toEqual(['closing', 'closed'])
    }
  })

  test('abort afterwards does nothing', async () => {
    const controller = new AbortController()
    const got: unknown[] = []
    await drain(asSource(recorded([1, 2])), got, { signal: controller.signal })
    controller.abort(new Error('late'))
    await turns()
    expect(got).toEqual([1, 2])
  })

  test('no listener left after 1,000 runs on one signal', async () => {
    const { signal } = new AbortController()
    for (let run = 0; run < 1000; run++) {
      const items = run % 2 === 0 ? asSource([1]) : asSource(recorded([], { error: broken }))
      await drain(items, [], { signal }).catch(() => {})
    }
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  test("`undefined 0 '' false` survive", async () => {
    const got: unknown[] = []
    await drain(asSource(recorded([undefined, 0, '', false])), got)
    expect(got).toEqual([undefined, 0, '', false])
  })

  test('`null` in object mode is an error that says so', async () => {
    const source = recorded([1, null, 2])
    const got: unknown[] = []
    const outcome = await drain(asSource(source), got).then(
      () => got,
      (error: unknown) => error,
    )
    await turns()
    const passesOn = ofTheWeb.has(name)
    expect(String(outcome)).toMatch(passesOn ? /^1,,2$/ : /^TypeError.*null/)
    expect(source.events).toEqual(passesOn ? [] : ['closing', 'closed'])
  })

  test('thrown `undefined`, `null` and strings survive', async () => {
    for (const thrown of [undefined, null, '', 'text', 0]) {
      const source = recorded([1], { error: thrown })
      const { error } = await drainUntilError(drain, source)
      // Node has no falsy errors: a stream gives such a one as the cause of another.
      const wrapped = error instanceof Error ? error.cause : error
      expect(wrapped).toBe(thrown)
    }
  })

  test('iterators with a `next` that throws or gives a non-object', async () => {
    const iterable = (next: () => unknown): unknown => ({
      [Symbol.asyncIterator]: () => ({ next }),
    })
    const throwing = iterable(() => {
      throw broken
    })
    expect((await drainUntilError(drain, throwing)).error).toBe(broken)
    const giving = await drainUntilError(
      drain,
      iterable(() => Promise.resolve(5)),
    )
    expect(giving.error).toBeInstanceOf(TypeError)
    expect((giving.error as Error).message).toBe('next() gave 5, not an object')
  })

  test("a rejected promise among a sync iterable's values", async () => {
    let closed = 0
    const rejected = Promise.reject(broken)
    rejected.catch(() => {})
    function* source(): Generator {
      try {
        yield 1
        yield rejected
        yield 2
      } finally {
        closed++
      }
    }
    const got: unknown[] = []
    const outcome = await drain(asSource(source()), got).then(
      () => 'passed on',
      (error: unknown) => error,
    )
    expect(closed).toBe(1)
    const isAwaited = awaiting.has(name)
    expect(outcome).toBe(isAwaited ? broken : 'passed on')
    expect(got).toEqual(isAwaited ? [1] : [1, rejected, 2])
  })

  test('a slow consumer keeps in-flight bounded', async () => {
    const source = recorded(upTo(1000))
    const entered = latch()
    const held = latch()
    let ahead = 0
    const slow = new Writable({
      objectMode: true,
      highWaterMark: 1,
      write(_item, _encoding, callback) {
        entered.open()
        void held.promise.then(() => callback())
      },
    })
    const loop = loops[name]
    const into = name === 'toWritable' ? toWritable(writeTo(slow), { highWaterMark: 1 }) : slow
    const controller = new AbortController()
    const result = rejection(
      pipe(
        (loop ? loop(asSource(source)) : source) as Source,
        writeTo(into, { signal: controller.signal }),
      ) as PromiseLike<unknown>,
    )
    await entered.promise
    await turns()
    await turns()
    ahead = source.asked
    controller.abort(broken)
    held.open()
    expect(await result).toBe(broken)
    expect(ahead).toBeGreaterThan(0)
    expect(ahead).toBeLessThan(10)
  })
})

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

describe('bytes', () => {
  const bytes = { objectMode: false } as const

  test('empty chunks', async () => {
    const chunks = ['', 'a', Buffer.alloc(0), 'b', '']
    const ways: Record<string, AsyncIterable<unknown>> = {
      toReadable: toReadable(chunks, bytes),
      fromReadable: fromReadable(toReadable(chunks, bytes)),
      through: pipe(
        chunks,
        through(() => new PassThrough()),
      ),
      toTransform: toReadable(chunks, bytes).pipe(toTransform(itself(), bytes)),
    }
    for (const [name, way] of Object.entries(ways)) {
      const read = (await pipe(way, toArray())) as Buffer[]
      expect([name, Buffer.concat(read).toString()]).toEqual([name, 'ab'])
    }
    const into = toWritable(toArray<Buffer>(), bytes)
    await pipe(chunks, writeTo(into))
    expect(Buffer.concat(await into.result).toString()).toBe('ab')
  })

  test.each(['hello', Buffer.from('hello'), new TextEncoder().encode('hello')])(
    'a string, a Buffer or a Uint8Array as a source is one chunk: %o',
    async (source) => {
      expect(await toReadable(source).toArray()).toEqual([source])
    },
  )

  test('a number into a byte stream rejects and closes the source', async () => {
    const ways: Record<string, (source: AsyncIterable<unknown>) => Promise<unknown>> = {
      toReadable: (source) => toReadable(source, bytes).toArray(),
      fromReadable: (source) => pipe(fromReadable(toReadable(source, bytes)), toArray()),
      through: (source) =>
        pipe(
          source,
          through(() => new PassThrough()),
          toArray(),
        ),
      toTransform: (source) =>
        pipe(
          source,
          through(() => toTransform(itself(), bytes)),
          toArray(),
        ),
      writeTo: (source) => pipe(source, writeTo(new PassThrough())),
      toWritable: (source) => pipe(source, writeTo(toWritable(toArray(), bytes))),
    }
    for (const [name, way] of Object.entries(ways)) {
      const source = recorded(['a', 5, 'b'])
      expect([name, await rejection(way(source))]).toEqual([name, expect.any(TypeError)])
      expect([name, ...source.events]).toEqual([name, 'closing', 'closed'])
    }
  })

  test('multi-byte text across chunks', async () => {
    const text = 'a€😀é'
    const chunks = [...Buffer.from(text)].map((byte) => Buffer.of(byte))
    const readAsText = (stream: Readable): Promise<string> =>
      pipe(fromReadable<string>(stream.setEncoding('utf8')), toArray()).then((all) => all.join(''))
    expect(await readAsText(toReadable(chunks, bytes))).toBe(text)
    expect((await toReadable(chunks, { encoding: 'utf8' }).toArray()).join('')).toBe(text)
    expect(await readAsText(toReadable(chunks, bytes).pipe(toTransform(itself(), bytes)))).toBe(
      text,
    )
    const out = new PassThrough()
    await pipe(
      chunks,
      through(() => new PassThrough()),
      writeTo(out),
    )
    expect(await readAsText(out)).toBe(text)
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

test('bad arguments throw `TypeError` at the call', () => {
  const calls: Record<string, (value: never) => unknown> = {
    fromEvents: (value) => fromEvents(value, 'event'),
    fromEventTarget: (value) => fromEventTarget(value, 'event'),
    fromReadable,
    fromWeb,
    through,
    toReadable,
    toTransform,
    toWeb,
    toWebTransform,
    toWritable,
    writeTo,
  }
  for (const [name, call] of Object.entries(calls)) {
    for (const value of [undefined, null, 1, true, {}, Symbol('value')]) {
      expect(() => call(value as never)).toThrow(TypeError)
      expect(() => call(value as never)).toThrow(name)
    }
  }
})
