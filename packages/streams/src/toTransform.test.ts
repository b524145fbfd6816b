import {
  chunks,
  filter,
  find,
  flatMap,
  flatMapAsync,
  fromBatches,
  map,
  mapAsync,
  openCursor,
  operator,
  pipe,
  prefetch,
  take,
  toArray,
  DONE,
  type Seq,
  type Source,
} from '@rivulet/core'
import { getEventListeners, once } from 'node:events'
import { PassThrough, Readable, Stream, Transform, Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { createGunzip, gzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
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
import { toWritable } from './toWritable.ts'
import { through } from './through.ts'

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index)
const itself = () => map((item: unknown) => item)
const oldStream = () =>
  Object.assign(new Stream(), { readable: true, destroy: vi.fn<() => void>() })
const collect = (items: AsyncIterable<unknown>): Promise<unknown[]> =>
  pipe(items as Source, toArray()) as never

function* endlessly(item: number): Generator<number> {
  for (;;) yield item
}

function* tenAndAnError(item: number): Generator<number> {
  for (let count = 0; count < 10; count++) yield item
  throw new Error('behind')
}

const failingToClose = (error: Error) =>
  operator<number, number>((up, run) => {
    run.defer(() => {
      throw error
    })
    return up
  })

/** Takes an item a turn, and needs some more to finish. */
function slow(got: unknown[]): Writable {
  return new Writable({
    objectMode: true,
    highWaterMark: 2,
    write(item, _, callback) {
      got.push(item)
      setImmediate(callback)
    },
    final(callback) {
      void turns().then(() => {
        got.push('finished')
        callback()
      })
    },
  })
}

describe('a transform', () => {
  test('is a Transform, for `pipeline`', async () => {
    const transform = toTransform(
      map((n: number) => n + 1),
      filter((n) => n % 2 === 0),
      map((n) => `${n}`),
    )
    expect(transform).toBeInstanceOf(Transform)
    const got: unknown[] = []
    await pipeline(Readable.from(upTo(40)), transform, slow(got))
    expect(got).toEqual([
      ...upTo(41)
        .filter((n) => n > 0 && n % 2 === 0)
        .map(String),
      'finished',
    ])
    expect(transform.destroyed).toBe(true)
  })

  test.each([0, 1, 2, 16, 100])(
    'may give many for one, and none: hwm %i',
    async (highWaterMark) => {
      const items = upTo(30)
      const transform = toTransform(
        flatMap((n: number) => Array<number>(n % 5).fill(n)),
        { highWaterMark },
      )
      const got: unknown[] = []
      await pipeline(Readable.from(items), transform, slow(got))
      expect(got).toEqual([...items.flatMap((n) => Array<number>(n % 5).fill(n)), 'finished'])
    },
  )

  test('may hold operators that wait, and that work ahead', async () => {
    const transform = toTransform(
      mapAsync(
        async (n: number) => {
          await turns()
          return n
        },
        { concurrency: 4 },
      ),
      prefetch(3),
    )
    expect(await collect(Readable.from(upTo(50)).pipe(transform))).toEqual(upTo(50))
  })

  test('may hold functions, as a pipeline may', async () => {
    const evens = (items: Seq<number>) =>
      pipe(
        items,
        filter((n) => n % 2 === 0),
      )
    const transform = toTransform(
      evens as never,
      async function* (items: AsyncIterable<unknown>): AsyncGenerator {
        for await (const item of items) yield item
      },
    )
    expect(await collect(Readable.from(upTo(6)).pipe(transform))).toEqual([0, 2, 4])
  })

  test('delivers what the operators hold back until their input ends', async () => {
    const transform = toTransform(
      operator<number, number>((up) => {
        let sum = 0
        let told = false
        return () => {
          for (;;) {
            const item = up()
            if (typeof item === 'number') sum += item
            else if (item !== DONE || told) return item
            else {
              told = true
              return sum
            }
          }
        }
      }),
    )
    expect(await collect(Readable.from(upTo(5)).pipe(transform))).toEqual([10])
  })

  test('of bytes gives Buffers to the operators, and takes text and bytes from them', async () => {
    const kinds: boolean[] = []
    const transform = toTransform(
      map((chunk: Buffer) => {
        kinds.push(Buffer.isBuffer(chunk))
        return chunk.toString().toUpperCase()
      }),
      { objectMode: false },
    )
    transform.write('a')
    transform.end(Buffer.from('é'))
    expect(Buffer.concat((await collect(transform)) as Buffer[]).toString()).toBe('AÉ')
    expect(kinds).toEqual([true, true])
  })

  test('serves in a pipeline of ours, too', async () => {
    const doubled = through<number>(() => toTransform(map((n: number) => n * 2)))
    expect(await pipe([1, 2, 3], doubled, toArray())).toEqual([2, 4, 6])
    const transform = toTransform(map((n: number) => n * 2))
    for (const n of [1, 2]) transform.write(n)
    transform.end()
    expect(await collect(transform)).toEqual([2, 4])
  })

  test('lets timers run while its writer never waits', async () => {
    const timer = { fired: false }
    setTimeout(() => {
      timer.fired = true
    }, 1)
    const endless = toReadable(
      (function* () {
        while (!timer.fired) yield 1
      })(),
    )
    await pipeline(endless, toTransform(filter(() => false)), slow([]))
    expect(timer.fired).toBe(true)
  })

  test('lets the event loop turn while each write is begun by the callback of the last', async () => {
    const loop = { turned: false }
    setImmediate(() => {
      loop.turned = true
    })
    const transform = toTransform(filter(() => false))
    await new Promise<void>((resolve) => {
      let written = 0
      const write = (): void => {
        if (loop.turned || written++ === 1_000_000) resolve()
        else transform.write(1, write)
      }
      write()
    })
    expect(loop.turned).toBe(true)
    transform.destroy()
  })
})

describe('backpressure', () => {
  test('lets one finish whose output nobody reads, as long as its buffer takes it', async () => {
    const transform = toTransform(itself())
    await pipeline(Readable.from(upTo(10)), transform)
    expect(transform.writableFinished).toBe(true)
    expect(await collect(transform)).toEqual(upTo(10))
  })

  test('holds the writer while nobody reads', async () => {
    const source = recorded(upTo(500))
    const transform = toTransform(itself(), { highWaterMark: 4 })
    toReadable(source, { highWaterMark: 4 }).pipe(transform)
    await turns()
    await turns()
    expect(transform.readableLength).toBe(4)
    expect(source.asked).toBeLessThan(20)
    transform.destroy()
  })

  test('whose release throws in a `drain` listener does not fail the operators', async () => {
    const error = new Error('of the writer')
    const transform = toTransform(itself(), { highWaterMark: 1 })
    for (const item of ['a', 'b']) transform.write(item)
    await turns()
    transform.once('drain', () => {
      throw error
    })
    const read: unknown[] = []
    expect(await uncaught(() => read.push(transform.read()))).toEqual([error])
    read.push(transform.read())
    expect(read).toEqual(['a', 'b'])
    expect(transform.errored).toBe(null)
    transform.destroy()
  })

  test('an operator that gives endlessly many for one is asked for no more than fits', async () => {
    let given = 0
    const transform = toTransform(
      flatMap(function* (): Generator<number> {
        for (;;) yield given++
      }),
      { highWaterMark: 3 },
    )
    transform.write('go')
    await turns()
    expect(given).toBeLessThan(6)
    expect(transform.read()).toBe(0)
    transform.destroy()
  })

  test('nothing begins before something is written', async () => {
    let started = 0
    const transform = toTransform(
      operator((up) => {
        started++
        return up
      }),
    )
    await turns()
    expect(started).toBe(0)
    transform.destroy()
    await once(transform, 'close')
    expect(started).toBe(0)
  })
})

describe('operators that end early', () => {
  test.each([0, 1, 3, 16, 17, 40])(
    'after %i items end and close what is piped in',
    async (count) => {
      const source = recorded(upTo(1000))
      const got: unknown[] = []
      await pipeline(toReadable(source), toTransform(take(count)), slow(got))
      expect(got).toEqual([...upTo(count), 'finished'])
      expect(source.events).toEqual(['closing', 'closed'])
    },
  )

  test("close Node's own streams over endless generators", async () => {
    let closed = 0
    function* endless(): Generator<number> {
      try {
        for (;;) yield 1
      } finally {
        closed++
      }
    }
    async function* waiting(): AsyncGenerator<number> {
      try {
        for (;;) {
          await turns()
          yield 1
        }
      } finally {
        closed++
      }
    }
    for (const source of [endless(), waiting()]) {
      const got: unknown[] = []
      await pipeline(Readable.from(source), toTransform(take(3)), slow(got))
      expect(got).toEqual([1, 1, 1, 'finished'])
    }
    expect(closed).toBe(2)
  })

  test('let a function that reads them have its result', async () => {
    const source = recorded(upTo(1000))
    const result = await pipeline(toReadable(source), toTransform(take(3)), collect as never)
    expect(result).toEqual([0, 1, 2])
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('tell an error of the closing', async () => {
    const error = new Error('cleanup')
    const source = recorded(upTo(9), {
      cleanup: () => {
        throw error
      },
    })
    expect(await rejection(pipeline(toReadable(source), toTransform(take(3)), slow([])))).toBe(
      error,
    )
  })

  test.each([
    ['at once', (fail: () => void) => fail()],
    ['in a tick', (fail: () => void) => process.nextTick(fail)],
    ['later', (fail: () => void) => setImmediate(fail)],
  ])('tell an error of the closing that nobody else listens to: %s', async (_, soon) => {
    const error = new Error('cleanup')
    const source = new Readable({
      objectMode: true,
      read() {},
      destroy: (__, callback) => soon(() => callback(error)),
    })
    source.push(1)
    const transform = source.pipe(toTransform(take(1)))
    const result = rejection(finished(transform.resume()))
    expect(await uncaught(() => result)).toEqual([])
    expect(await result).toBe(error)
  })

  test.each([2, 3, 4, 10, 16])(
    'let a pipeline succeed whose source of %i items has ended before them',
    async (count) => {
      const got: unknown[] = []
      await pipeline(Readable.from(upTo(count)), toTransform(take(2)), slow(got))
      expect(got).toEqual([0, 1, 'finished'])
    },
  )

  test('finish and close after `pipe`, which would have ended them with its source', async () => {
    const source = recorded(upTo(1000))
    const transform = toReadable(source).pipe(toTransform(take(2)))
    transform.resume()
    await finished(transform)
    expect(transform.writableFinished).toBe(true)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('close a stream of the old kind that is piped in', async () => {
    const old = oldStream()
    const transform = old.pipe(toTransform(take(1)))
    for (const item of [1, 2, 3]) old.emit('data', item)
    expect(await collect(transform)).toEqual([1])
    await finished(transform)
    expect(old.destroy).toHaveBeenCalledTimes(1)
    old.emit('data', 4)
    expect(listeners(old)).toEqual([])
  })

  test('leave a stream of the old kind alone that somebody else listens to', async () => {
    const old = oldStream()
    const other: unknown[] = []
    old.on('data', (item) => other.push(item))
    const transform = old.pipe(toTransform(take(1)))
    for (const item of [1, 2]) old.emit('data', item)
    expect(await collect(transform)).toEqual([1])
    await finished(transform)
    old.emit('data', 3)
    expect(other).toEqual([1, 2, 3])
    expect(old.destroy).not.toHaveBeenCalled()
  })

  test('leave a source alone that somebody else reads', async () => {
    const source = Readable.from(upTo(100))
    const other: unknown[] = []
    source.on('data', (item) => other.push(item))
    const ended = once(source, 'end')
    const transform = source.pipe(toTransform(take(2)))
    expect(await collect(transform)).toEqual([0, 1])
    await finished(transform)
    await ended
    expect(other).toEqual(upTo(100))
  })

  test('fail a pipeline over an iterable, when all has arrived, and close it', async () => {
    const source = recorded(upTo(1000))
    const got: unknown[] = []
    const error = await rejection(pipeline(source, toTransform(take(3)), slow(got)))
    expect(error).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
    expect(got).toEqual([0, 1, 2, 'finished'])
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('fail a pipeline with other streams before, when all has arrived, and close them', async () => {
    const source = recorded(upTo(1000))
    const got: unknown[] = []
    const first = toReadable(source)
    const between = new PassThrough({ objectMode: true })
    const closed = new Promise((resolve) => first.once('close', resolve))
    const error = await rejection(pipeline(first, between, toTransform(take(3)), slow(got)))
    expect(error).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
    expect(got).toEqual([0, 1, 2, 'finished'])
    await closed
    expect(source.events).toEqual(['closing', 'closed'])
    expect(between.destroyed).toBe(true)
  })

  test('wait for a destination also if that was piped to after they had ended', async () => {
    const got: unknown[] = []
    const source = recorded(upTo(1000), { cleanup: () => got.push('cleanup') })
    const transform = toReadable(source).pipe(toTransform(take(2)))
    while (transform.readableLength < 2) await turns()
    transform.pipe(slow(got))
    await once(transform, 'close')
    expect(got).toEqual([0, 1, 'finished', 'cleanup'])
  })

  test('close a source that was about to give one more', async () => {
    const source = new Readable({ objectMode: true, read() {} })
    source.push(1)
    const transform = source.pipe(toTransform(take(1)))
    transform.once('unpipe', () => process.nextTick(() => source.push(2)))
    expect(await collect(transform)).toEqual([1])
    await finished(transform)
    expect(source.errored).toBe(null)
    expect(source.closed).toBe(true)
  })

  test('do not end the process when a source destroys them and then fails to close', async () => {
    const rejections: unknown[] = []
    const note = (error: unknown): void => void rejections.push(error)
    process.on('unhandledRejection', note)
    const transform = toTransform(take(1))
    const source = new Readable({
      objectMode: true,
      read() {},
      destroy(_, callback) {
        transform.destroy()
        setImmediate(callback, new Error('cleanup'))
      },
    })
    source.push(1)
    source.pipe(transform).resume()
    await once(transform, 'close')
    await turns()
    process.off('unhandledRejection', note)
    expect(rejections).toEqual([])
    expect(source.closed).toBe(true)
  })

  test('do not wait for a destination that is not ended', async () => {
    const source = recorded(upTo(1000))
    const stays = new PassThrough({ objectMode: true })
    const first = toReadable(source)
    first.pipe(toTransform(take(2))).pipe(stays, { end: false })
    await once(first, 'close')
    expect(source.events).toEqual(['closing', 'closed'])
    expect(stays.writable).toBe(true)
  })

  test('need not be told of by a writer that has just written enough', async () => {
    const transform = toTransform(take(2))
    transform.write('a')
    transform.end('b')
    expect(await collect(transform)).toEqual(['a', 'b'])
    expect(transform.errored).toBe(null)
  })

  describe('with others of ours before', () => {
    test('let a pipeline succeed, and close them all', async () => {
      const closed: string[] = []
      const noting = (name: string) =>
        operator<unknown, unknown>((up, run) => {
          run.defer(async () => {
            await turns()
            closed.push(name)
          })
          return up
        })
      const source = recorded(upTo(1000))
      const got: unknown[] = []
      await pipeline(
        toReadable(source),
        toTransform(noting('first')),
        toTransform(noting('second')),
        toTransform(noting('last'), take(3)),
        slow(got),
      )
      expect(got).toEqual([0, 1, 2, 'finished'])
      expect(closed).toEqual(['last', 'second', 'first'])
      expect(source.events).toEqual(['closing', 'closed'])
    })

    test('whatever they hold', async () => {
      const held = [
        flatMap((n: number) => [n, n, n]),
        chunks<number>(7),
        mapAsync(async (n: number) => n),
      ]
      for (const stage of held) {
        const source = recorded(upTo(1000))
        const got: unknown[] = []
        await pipeline(
          toReadable(source),
          toTransform(stage as never),
          toTransform(take(1)),
          slow(got),
        )
        expect(got).toHaveLength(2)
        expect(source.events).toEqual(['closing', 'closed'])
      }
    })

    test('while they wait for an item that never comes', async () => {
      const source = recorded([1, 2], { stuck: true })
      const got: unknown[] = []
      await pipeline(toReadable(source), toTransform(map(String)), toTransform(take(2)), slow(got))
      expect(got).toEqual(['1', '2', 'finished'])
      expect(source.events).toEqual(['closing', 'closed'])
    })

    test('tell an error of their closing', async () => {
      const error = new Error('cleanup')
      const source = recorded(upTo(1000))
      const chain = pipeline(
        toReadable(source),
        toTransform(failingToClose(error)),
        toTransform(take(3)),
        slow([]),
      )
      expect(await rejection(chain)).toBe(error)
      await turns()
      expect(source.events).toEqual(['closing', 'closed'])
    })

    test('that have got all their input, and give endlessly many for it', async () => {
      const before = toTransform(flatMap(endlessly))
      const got: unknown[] = []
      await pipeline(toReadable([1]), before, toTransform(take(2)), slow(got))
      expect(got).toEqual([1, 1, 'finished'])
      const sink = toWritable(find((n: number) => n === 1))
      await pipeline(toReadable([1]), toTransform(flatMap(endlessly)), sink)
      expect(await sink.result).toBe(1)
    })

    test('that have got all their input, and tell an error of closing what is piped in still', async () => {
      const error = new Error('cleanup')
      const source = new Readable({
        objectMode: true,
        read() {},
        destroy: (_, callback) => void setImmediate(callback, error),
      })
      const before = source.pipe(toTransform(flatMap(endlessly)), { end: false })
      before.end(1)
      const last = before.pipe(toTransform(take(2)))
      const results = [finished(before), finished(last.resume())].map(rejection)
      expect(await Promise.all(results)).toEqual([error, error])
    })

    test('that have ended, and were not read to their end', async () => {
      const before = toTransform(flatMap((n: number) => [n, n, n, n]))
      before.end(1)
      await once(before, 'finish')
      const got: unknown[] = []
      await pipeline(before, toTransform(take(2), { highWaterMark: 1 }), slow(got))
      expect(got).toEqual([1, 1, 'finished'])
      expect(before.errored).toBe(null)
    })

    test('that nobody would end, as they are written to without a pipe', async () => {
      const before = toTransform(itself())
      const last = before.pipe(toTransform(take(1)))
      before.write(1)
      expect(await collect(last)).toEqual([1])
      await finished(last)
      expect(before.closed).toBe(true)
    })

    test('whose error behind the items is not needed', async () => {
      const source = recorded(upTo(1000))
      const got: unknown[] = []
      await pipeline(
        toReadable(source),
        toTransform(flatMap(tenAndAnError)),
        toTransform(take(2), { highWaterMark: 1 }),
        slow(got),
      )
      expect(got).toEqual([0, 0, 'finished'])
      expect(source.events).toEqual(['closing', 'closed'])
    })

    test('close what is piped into them, also if their own closing fails', async () => {
      const error = new Error('cleanup')
      const source = recorded(upTo(1000))
      const before = toTransform(failingToClose(error))
      const last = toReadable(source)
        .pipe(before)
        .pipe(toTransform(take(3)))
      const errors = [once(before, 'close'), once(last, 'close')].map(rejection)
      last.resume()
      expect(await Promise.all(errors)).toEqual([error, error])
      await turns()
      expect(source.events).toEqual(['closing', 'closed'])
    })
  })
})

describe('an error of an operator', () => {
  const error = new Error('broken')
  const failAt = (count: number) =>
    map((n: number) => {
      if (n === count) throw error
      return n
    })

  test.each([0, 1, 5, 40])('comes after %i items that were delivered before', async (count) => {
    const transform = Readable.from(upTo(100)).pipe(toTransform(failAt(count)))
    expect(await untilError(transform)).toEqual({ items: upTo(count), error })
  })

  test('fails a pipeline, and closes the source', async () => {
    const source = recorded(upTo(100))
    const got: unknown[] = []
    const result = pipeline(toReadable(source), toTransform(failAt(5)), slow(got))
    expect(await rejection(result)).toBe(error)
    await turns()
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('may come at the end of the input', async () => {
    const transform = toTransform(
      operator<number, number>((up) => () => {
        const item = up()
        if (item === DONE) throw error
        return item
      }),
    )
    expect(await untilError(Readable.from([1, 2]).pipe(transform))).toEqual({
      items: [1, 2],
      error,
    })
  })
})

describe('destroying', () => {
  test('closes what the operators have opened, and emits `close` after that', async () => {
    const events: string[] = []
    const inner = fromBatches(async function* () {
      try {
        for (;;) yield [1]
      } finally {
        await turns()
        events.push('inner closed')
      }
    })
    const transform = toTransform(flatMapAsync(() => inner))
    transform.write('go')
    await once(transform, 'readable')
    transform.destroy()
    await once(transform, 'close')
    expect(events).toEqual(['inner closed'])
  })

  test('emits `close` while an operator waits for ever', async () => {
    const entered = latch()
    const transform = toTransform(
      mapAsync(() => {
        entered.open()
        return new Promise(() => {})
      }),
    )
    transform.resume().write('go')
    await entered.promise
    transform.destroy()
    await once(transform, 'close')
    expect(transform.errored).toBe(null)
  })

  test('a pipeline that fails elsewhere destroys it with that error', async () => {
    const error = new Error('disk full')
    const broken = new Writable({ objectMode: true, write: (_, __, callback) => callback(error) })
    const transform = toTransform(itself())
    expect(await rejection(pipeline(Readable.from(upTo(9)), transform, broken))).toBe(error)
    expect(transform.destroyed).toBe(true)
  })
})

test('a gzip of two lines goes through it as through any Transform', async () => {
  const got: unknown[] = []
  const upper = toTransform(map((chunk: Buffer) => chunk.toString().toUpperCase()))
  await pipeline(Readable.from([gzipSync('a\nb\n')]), createGunzip(), upper, slow(got))
  expect(got).toEqual(['A\nB\n', 'finished'])
})

test('a cursor over it reads it, and closing that destroys it', async () => {
  const transform = toTransform(itself())
  transform.write('a')
  const cursor = openCursor(transform)
  await cursor.close()
  expect(transform.destroyed).toBe(true)
})

test('a run leaves no listener on the signal', async () => {
  const { signal } = new AbortController()
  for (let count = 0; count < 1000; count++) {
    const transform = toTransform(itself(), { signal })
    if (count % 2 === 0) transform.destroy()
    else transform.resume().end()
    await once(transform, 'close')
    if (count > 0) continue
    expect(listeners(transform)).not.toContain('error')
  }
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

describe('arguments', () => {
  test.each([
    ['no stage', [], /^toTransform: there must be at least one stage/],
    ['a value', [1], /^toTransform: stage 1 must be an operator or a function, got 1/],
    ['null', [itself(), null], /^toTransform: options must be an object, got null/],
    ['options first', [{}, itself()], /^toTransform: stage 1 must be an operator or a function/],
    [
      'a sink',
      [itself(), toArray()],
      /^toTransform: stage 2 is a sink, which ends a pipeline: toWritable takes one/,
    ],
    ['objectMode', [itself(), { objectMode: 1 }], /^toTransform: objectMode must be a boolean/],
    ['a signal', [itself(), { signal: {} }], /^toTransform: signal must be an AbortSignal/],
    ['a mark', [itself(), { highWaterMark: '1' }], /^toTransform: highWaterMark must be/],
  ])('%s is a TypeError at once', (_, values, message) => {
    const call = (): unknown => (toTransform as (...all: unknown[]) => unknown)(...values)
    expect(call).toThrow(TypeError)
    expect(call).toThrow(message)
  })

  test('a negative high water mark is a RangeError at once', () => {
    expect(() => toTransform(itself(), { highWaterMark: -1 })).toThrow(RangeError)
  })
})
