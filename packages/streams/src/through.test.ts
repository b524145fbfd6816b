import {
  map,
  openCursor,
  pipe,
  range,
  take,
  toArray,
  WAIT,
  withSignal,
  AlreadyConsumedError,
} from '@rivulet/core'
import { parse } from 'csv-parse'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { Duplex, PassThrough, Transform, type TransformOptions } from 'node:stream'
import { createGunzip, createGzip, gzipSync, gunzipSync } from 'node:zlib'
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
import { through } from './through.ts'

type TransformCallback = (error?: Error | null, output?: unknown) => void

/** A Transform of objects. */
function transform(
  step: (this: Transform, item: unknown, callback: TransformCallback) => void,
  options: TransformOptions = {},
): Transform {
  return new Transform({
    objectMode: true,
    transform(item, _, callback) {
      step.call(this, item, callback)
    },
    ...options,
  })
}

const doubling = (): Transform => transform((item, callback) => callback(null, Number(item) * 2))

const narrow = (): Transform =>
  transform((item, callback) => callback(null, item), { highWaterMark: 2 })

const first = (): Duplex =>
  Duplex.from(async function* (source: AsyncIterable<unknown>) {
    for await (const item of source) {
      yield item
      return
    }
  })

async function withServer(
  serve: (socket: Socket) => void,
  use: (port: number) => Promise<void>,
): Promise<void> {
  const server: Server = createServer({ allowHalfOpen: true }, serve).listen(0, '127.0.0.1')
  await once(server, 'listening')
  await use((server.address() as AddressInfo).port)
  const closed = once(server, 'close')
  server.close()
  await closed
}

describe('items', () => {
  test('go through it in order', async () => {
    const result = await pipe(recorded([1, 2, 3]), through<number>(doubling), toArray())
    expect(result).toEqual([2, 4, 6])
  })

  test('that it holds back until its end come', async () => {
    const items: unknown[] = []
    const collecting = transform(
      (item, callback) => {
        items.push(item)
        callback()
      },
      { flush: (callback) => callback(null, items.length) },
    )
    expect(await pipe(range(0, 100), through<number>(collecting), toArray())).toEqual([100])
  })

  test('may be many for one, or none', async () => {
    const repeating = transform(function (item, callback) {
      for (let count = 0; count < Number(item); count++) this.push(item)
      callback()
    })
    expect(await pipe([0, 3, 0, 1], through<number>(repeating), toArray())).toEqual([3, 3, 3, 1])
  })

  test('may be `undefined`, `0`, an empty string and `false`', async () => {
    const items = [undefined, 0, '', false]
    const passing = new PassThrough({ objectMode: true })
    const pushing = transform(function (item, callback) {
      this.push(item)
      callback()
    })
    expect(await pipe(items, through(pushing), toArray())).toEqual(items)
    // What a Transform gives its callback is passed over if it is undefined: that is Node's rule.
    expect(await pipe(items, through(passing), toArray())).toEqual([0, '', false])
  })

  test.each([
    ['null', null, { objectMode: true }, 'ERR_STREAM_NULL_VALUES'],
    ['a number for bytes', 5, {}, 'ERR_INVALID_ARG_TYPE'],
  ])(
    'that are %s are an error that says so, and close the source',
    async (_, item, options, code) => {
      const source = recorded([item])
      const result = rejection(pipe(source, through(new PassThrough(options)), toArray()))
      expect(await result).toMatchObject({ code })
      expect(source.events).toEqual(['closing', 'closed'])
    },
  )

  test('of 10,000 chunks survive gzip and gunzip', async () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `line ${index} €😀\n`)
    const chunks = await pipe(
      text,
      through<Buffer>(() => createGzip()),
      through<Buffer>(() => createGunzip()),
      toArray(),
    )
    expect(Buffer.concat(chunks).toString()).toBe(text.join(''))
  })
})

describe('backpressure', () => {
  test('holds the source back while nobody reads', async () => {
    let given = 0
    const counted = pipe(
      range(0, 200),
      map(() => ++given),
    )
    const cursor = openCursor(pipe(counted, through(narrow)))
    for (let pull = 0; pull < 5; pull++) {
      cursor.pull()
      await turns()
    }
    expect(given).toBeLessThanOrEqual(4 + 2 + 2) // taken, and two buffers
    await cursor.close()
  })

  test('nothing is asked for, and nothing made, before the first pull', async () => {
    const source = recorded([1])
    let made = 0
    const flow = pipe(
      source,
      through(() => {
        made++
        return doubling()
      }),
    )
    expect(made).toBe(0)
    const cursor = openCursor(flow)
    await turns()
    expect(source.asked).toBe(0)
    await cursor.close()
  })
})

describe('leaving early', () => {
  test('destroys it and closes the source, once, before the loop goes on', async () => {
    const gate = latch()
    const source = recorded([1, 2, 3], { cleanup: () => gate.promise })
    const stream = doubling()
    let left = false
    const run = pipe(source, through(stream), take(1), toArray()).then(() => {
      left = true
    })
    await turns()
    expect(left).toBe(false)
    gate.open()
    await run
    expect({ events: source.events, closed: stream.closed }).toEqual({
      events: ['closing', 'closed'],
      closed: true,
    })
  })

  test('tells an error of destroying it', async () => {
    const error = new Error('closing')
    const stream = transform((item, callback) => callback(null, item), {
      destroy: (_, callback) => callback(error),
    })
    expect(await rejection(pipe(recorded([1, 2]), through(stream), take(1), toArray()))).toBe(error)
  })

  test('also happens to one that holds everything for ever', async () => {
    const controller = new AbortController()
    const source = recorded([1, 2])
    const stuck = transform(() => {})
    const result = rejection(pipe(source, through(stuck), withSignal(controller.signal), toArray()))
    await turns()
    controller.abort('stop')
    expect(await result).toBe('stop')
    expect({ events: source.events, closed: stuck.closed }).toEqual({ events: [], closed: true })
  })

  test('of `Duplex.from` of a generator function, which may never close', async () => {
    const source = recorded(['a', 'b', 'c'])
    const stage = through<string>(() =>
      Duplex.from(async function* (items: AsyncIterable<string>) {
        for await (const item of items) yield item
      } as never),
    )
    expect(await pipe(source, stage, take(1), toArray())).toHaveLength(1)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('also happens while the source never answers', async () => {
    const stream = doubling()
    const loop = async (): Promise<void> => {
      for await (const item of pipe(recorded([1], { stuck: true }), through(stream))) {
        void item
        break
      }
    }
    await loop()
    expect(stream.closed).toBe(true)
  })
})

describe('one that ends before its input', () => {
  test('closes the source, and the pipeline ends', async () => {
    const source = recorded(Array.from({ length: 1000 }, (_, index) => index))
    const stream = transform(function (item, callback) {
      this.push(item)
      this.push(null)
      callback()
    })
    expect(await pipe(source, through(stream), toArray())).toEqual([0])
    expect(source.asked).toBeLessThan(1000)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('closes the source also while that never answers', async () => {
    const source = recorded([1], { stuck: true })
    const stream = transform(function (item, callback) {
      this.push(item)
      this.push(null)
      callback()
    })
    expect(await pipe(source, through(stream), toArray())).toEqual([1])
    expect(stream.closed).toBe(true)
  })

  test('may never answer its last write', async () => {
    const stream = transform(function (item) {
      this.push(item)
      this.push(null)
    })
    expect(await pipe([1, 2, 3], through(stream), toArray())).toEqual([1])
  })

  test('may be `Duplex.from` of a generator function that returns', async () => {
    expect(await pipe(['a', 'b', 'c'], through(first), toArray())).toEqual(['a'])
  })
})

describe('its error', () => {
  const error = new Error('broken')

  test("is the pipeline's, after what came before it, and closes the source", async () => {
    const source = recorded([1, 2, 3, 4])
    const stream = transform((item, callback) => {
      if (item === 3) callback(error)
      else callback(null, item)
    })
    expect(await untilError(pipe(source, through(stream)))).toEqual({ items: [1, 2], error })
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('may come from `flush`', async () => {
    const stream = transform((item, callback) => callback(null, item), {
      flush: (callback) => callback(error),
    })
    expect(await untilError(pipe([1], through(stream)))).toEqual({ items: [1], error })
  })

  test('may be thrown by `transform`', async () => {
    const stream = transform(() => {
      throw error
    })
    const source = recorded([1])
    expect(await rejection(pipe(source, through(stream), toArray()))).toBe(error)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('for a truncated gzip comes after the data, and does not end the process', async () => {
    const whole = gzipSync(Buffer.from('hello '.repeat(1000)))
    let result: { items: Buffer[]; error: unknown } | undefined
    const errors = await uncaught(async () => {
      result = await untilError(
        pipe(
          [whole.subarray(0, -12)],
          through<Buffer>(() => createGunzip()),
        ),
      )
    })
    expect(errors).toEqual([])
    expect(result?.error).toMatchObject({ code: 'Z_BUF_ERROR' })
    expect(
      gunzipSync(whole)
        .toString()
        .startsWith(Buffer.concat(result?.items ?? []).toString()),
    ).toBe(true)
    expect(result?.items.length).toBeGreaterThan(0)
  })

  test('before the run waits for it, and does not end the process', async () => {
    const stream = doubling()
    const stage = through(stream)
    expect(await uncaught(() => stream.destroy(error))).toEqual([])
    expect(await rejection(pipe(recorded([1]), stage, toArray()))).toBe(error)
  })
})

test('an error of a stream that a function made, before the first pull, waits for it', async () => {
  const error = new Error('broken')
  const broken = (): Transform => doubling().destroy(error)
  const cursor = openCursor(pipe([1], through(broken)))
  expect(await uncaught(() => {})).toEqual([])
  const drain = async (): Promise<void> => {
    while (cursor.pull() === WAIT) await cursor.ready()
  }
  expect(await rejection(drain())).toBe(error)
})

describe('one that somebody else destroys', () => {
  const premature = { code: 'ERR_STREAM_PREMATURE_CLOSE' }

  test('before the run is an error, and the source is not asked', async () => {
    const stream = doubling()
    stream.destroy()
    await once(stream, 'close')
    const source = recorded([1])
    expect(await rejection(pipe(source, through(stream), toArray()))).toMatchObject(premature)
    expect(source.asked).toBe(0)
  })

  test('in the middle is an error, and closes the source', async () => {
    const stream = doubling()
    const source = recorded([1, 2, 3])
    const loop = async (): Promise<void> => {
      for await (const item of pipe(source, through(stream))) {
        void item
        stream.destroy()
      }
    }
    expect(await rejection(loop())).toMatchObject(premature)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('while the source never answers is an error', async () => {
    const stream = doubling()
    const run = pipe(recorded([1], { stuck: true }), through(stream), toArray())
    const result = rejection(run)
    await turns()
    stream.destroy()
    expect(await result).toMatchObject(premature)
  })
})

describe('an error of the source', () => {
  const error = new Error('broken')

  test('comes after what the items before it gave', async () => {
    const slow = transform((item, callback) => setImmediate(callback, null, item))
    function* source(): Generator<number> {
      yield* [1, 2, 3]
      throw error
    }
    expect(await untilError(pipe(source(), through(slow)))).toEqual({ items: [1, 2, 3], error })
    expect(slow.closed).toBe(true)
  })

  test('comes after what the items before it gave also if that takes a while to consume', async () => {
    const threefold = transform(function (this: Transform, item, callback) {
      setImmediate(() => {
        for (let count = 0; count < 3; count++) this.push(item)
        callback()
      })
    })
    function* source(): Generator<number> {
      yield 1
      throw error
    }
    // Long enough for a run that has to let the event loop turn.
    const slowly = map((item: unknown) => {
      for (const begun = performance.now(); performance.now() - begun < 5;);
      return item
    })
    const told = await untilError(pipe(source(), through(threefold), slowly))
    expect(told).toEqual({ items: [1, 1, 1], error })
  })

  test('comes also if nothing comes out for the items before it', async () => {
    const swallowing = transform((_, callback) => setImmediate(callback))
    function* source(): Generator<number> {
      yield 1
      throw error
    }
    expect(await untilError(pipe(source(), through(swallowing)))).toEqual({ items: [], error })
  })

  test('does not end the stream, so that half of it is not taken for the whole', async () => {
    const zip = createGzip()
    const { items } = await untilError(
      pipe(
        recorded(['a'], { error }),
        through<Buffer>(() => zip),
      ),
    )
    expect(zip.writableEnded).toBe(false)
    expect(() => gunzipSync(Buffer.concat(items))).toThrow('unexpected end of file')
  })

  test('comes at once if nothing was given', async () => {
    expect(await rejection(pipe(recorded([], { error }), through(doubling), toArray()))).toBe(error)
  })
})

describe('runs', () => {
  test('with a function are repeatable', async () => {
    const flow = pipe([1, 2], through<number>(doubling))
    expect(await pipe(flow, toArray())).toEqual([2, 4])
    expect(await pipe(flow, toArray())).toEqual([2, 4])
  })

  test('with a stream are one: the second throws AlreadyConsumedError', async () => {
    const stream = doubling()
    const flow = pipe([1, 2], through<number>(stream))
    expect(await pipe(flow, toArray())).toEqual([2, 4])
    expect(await rejection(pipe(flow, toArray()))).toBeInstanceOf(AlreadyConsumedError)
    expect(await rejection(pipe([1], through(stream), toArray()))).toMatchObject({ source: stream })
    expect(
      await rejection(
        pipe(
          [1],
          through(() => stream),
          toArray(),
        ),
      ),
    ).toMatchObject({
      source: stream,
    })
  })

  test('leave no listener on the stream', async () => {
    for (const source of [
      [1, 2],
      [1, null],
    ]) {
      const stream = doubling()
      const before = listeners(stream)
      await Promise.allSettled([pipe(source, through(stream), toArray())])
      expect(listeners(stream)).toEqual(before)
    }
  })
})

describe('a half-open Duplex', () => {
  test.each([true, false])('is a stage: a socket with allowHalfOpen %o', async (allowHalfOpen) => {
    await withServer(
      (socket) => {
        const chunks: Buffer[] = []
        socket.on('data', (chunk) => chunks.push(chunk))
        socket.on('end', () => socket.end(Buffer.concat(chunks).toString().toUpperCase()))
      },
      async (port) => {
        const socket = (): Socket => connect({ port, host: '127.0.0.1', allowHalfOpen })
        const answer = await pipe(['a', '', 'b€'], through<Buffer>(socket), toArray())
        expect(Buffer.concat(answer).toString()).toBe('AB€')
      },
    )
  })

  test('whose other side ends first closes the source, and is closed', async () => {
    await withServer(
      (socket) => {
        socket.on('error', () => {}) // what was still on its way is refused
        socket.resume().end('answer')
      },
      async (port) => {
        const source = recorded(['a'], { stuck: true })
        const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
        const answer = await pipe(source, through<Buffer>(socket), toArray())
        expect(Buffer.concat(answer).toString()).toBe('answer')
        expect(socket.closed).toBe(true)
      },
    )
  })
})

test('`csv-parse` is a stage', async () => {
  const chunks = ['name,age\nFröh', 'lich,3\n"a ""quoted""\nname",4\n'].map((text) =>
    Buffer.from(text),
  )
  const records = through<{ name: string; age: string }>(() => parse({ columns: true }))
  expect(await pipe(chunks, records, toArray())).toEqual([
    { name: 'Fröhlich', age: '3' },
    { name: 'a "quoted"\nname', age: '4' },
  ])
  const broken = pipe(
    [Buffer.from('a,b\n1,2\n3,4,5\n')],
    through(() => parse()),
  )
  const { items, error } = await untilError(broken)
  expect(items).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
  expect((error as Error).message).toMatch(/^Invalid Record Length/)
})

describe('arguments', () => {
  test.each([
    undefined,
    null,
    1,
    'gunzip',
    {},
    [],
    new ReadableStream(),
    { readable: 1, writable: 1 },
  ])('a stream that is %o is a TypeError at once', (value) => {
    expect(() => through(value as never)).toThrow(
      /^through: the stream must be a Node Duplex, or an object with a Web readable and writable, got /,
    )
  })

  test('a function that makes no Duplex is a TypeError in the run, which closes the source', async () => {
    const source = recorded([1])
    const stage = through((() => process.stdin.constructor) as never)
    expect(await rejection(pipe(source, stage, toArray()))).toBeInstanceOf(TypeError)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test("an error of the function is the pipeline's", async () => {
    const error = new Error('broken')
    const stage = through(() => {
      throw error
    })
    expect(await rejection(pipe([1], stage, toArray()))).toBe(error)
  })
})

test('an item that the stream refuses is an error after what was written before it', async () => {
  const slow = new Transform({
    objectMode: true,
    transform(item, _, callback) {
      setImmediate(() => callback(null, item))
    },
  })
  const items: unknown[] = []
  const loop = async (): Promise<void> => {
    for await (const item of pipe([1, 2, null], through(slow))) items.push(item)
  }
  await expect(loop()).rejects.toThrow('May not write null values to stream')
  expect(items).toEqual([1, 2])
})
