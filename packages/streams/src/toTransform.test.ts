import {
  filter,
  flatMap,
  flatMapAsync,
  fromBatches,
  map,
  mapAsync,
  openCursor,
  operator,
  pipe,
  prefetch,
  toArray,
  DONE,
  type Seq,
} from '@rivulet/core'
import { getEventListeners, once } from 'node:events'
import { Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import {
  collected,
  latch,
  listeners,
  recorded,
  rejection,
  slow,
  turns,
  uncaught,
  untilError,
  upTo,
} from './testSupport.ts'
import { toReadable } from './toReadable.ts'
import { toTransform } from './toTransform.ts'
import { through } from './through.ts'

const itself = () => map((item: unknown) => item)

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
    expect(await collected(Readable.from(upTo(50)).pipe(transform))).toEqual(upTo(50))
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
    expect(await collected(Readable.from(upTo(6)).pipe(transform))).toEqual([0, 2, 4])
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
    expect(await collected(Readable.from(upTo(5)).pipe(transform))).toEqual([10])
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
    expect(Buffer.concat((await collected(transform)) as Buffer[]).toString()).toBe('AÉ')
    expect(kinds).toEqual([true, true])
  })

  test('serves in a pipeline of ours, too', async () => {
    const doubled = through<number>(() => toTransform(map((n: number) => n * 2)))
    expect(await pipe([1, 2, 3], doubled, toArray())).toEqual([2, 4, 6])
    const transform = toTransform(map((n: number) => n * 2))
    for (const n of [1, 2]) transform.write(n)
    transform.end()
    expect(await collected(transform)).toEqual([2, 4])
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
    expect(await collected(transform)).toEqual(upTo(10))
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
