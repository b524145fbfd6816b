// What goes through a stage and when, what may be one, how often it can be run, and which arguments are refused.
import { map, openCursor, pipe, range, toArray, AlreadyConsumedError } from '@rivulet/core'
import { parse } from 'csv-parse'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { PassThrough, type Transform } from 'node:stream'
import { createGunzip, createGzip } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { doubling, transform } from './testStreams.ts'
import { listeners, recorded, rejection, turns, untilError } from './testSupport.ts'
import { through } from './through.ts'

const narrow = (): Transform =>
  transform((item, callback) => callback(null, item), { highWaterMark: 2 })

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
