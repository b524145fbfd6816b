import { CURSOR, fromBatches, map, openCursor, pipe, range } from '@rivulet/core'
import { once } from 'node:events'
import { Readable, Transform, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { fromReadable } from './fromReadable.ts'
import { latch, recorded, rejection, turns, untilError } from './testSupport.ts'
import { toReadable } from './toReadable.ts'

const numbers = (): Readable => toReadable(recorded([1, 2, 3]))

function* endless(): Generator<number> {
  for (;;) yield 1
}

describe('items', () => {
  test.each([
    ['an array', () => [1, 2]],
    ['a Set', () => new Set([1, 2])],
    [
      'a pipeline',
      () =>
        pipe(
          range(0, 2),
          map((n) => n + 1),
        ),
    ],
    ['an async iterable', () => recorded([1, 2])],
    ['batches', () => fromBatches(() => [[1], [], [2]])],
    ['what only opens as a cursor', () => ({ [CURSOR]: () => openCursor([1, 2]) })],
    ['another Readable', () => Readable.from([1, 2])],
  ])('of %s come in order', async (_, source) => {
    expect(await toReadable(source()).toArray()).toEqual([1, 2])
  })

  test('may be `undefined`, `0`, an empty string, `false` and `NaN`', async () => {
    const items = [undefined, 0, '', false, Number.NaN]
    expect(await toReadable(items).toArray()).toEqual(items)
  })

  test('that are null are an error that says so, after what precedes them', async () => {
    const source = recorded([1, 2, null, 3])
    expect(await untilError(toReadable(source))).toEqual({
      items: [1, 2],
      error: new TypeError('toReadable: null is no item, it ends a Node stream'),
    })
    expect(source.events).toEqual(['closing', 'closed'])
  })
})

describe('one chunk is', () => {
  test('a string', async () => {
    expect(await toReadable('hello').toArray()).toEqual(['hello'])
    expect(await text(toReadable('hello', { objectMode: false }))).toBe('hello')
  })

  test.each([Buffer.from('hello'), new TextEncoder().encode('hello')])('%o', async (bytes) => {
    expect(await toReadable(bytes).toArray()).toEqual([bytes])
    expect(await text(toReadable(bytes, { objectMode: false }))).toBe('hello')
  })
})

describe('a stream of bytes', () => {
  test('takes strings, Buffers and other Uint8Arrays', async () => {
    const chunks = ['a', Buffer.from('b'), new TextEncoder().encode('c')]
    const read = await toReadable(chunks, { objectMode: false }).toArray()
    expect(read.every((chunk) => Buffer.isBuffer(chunk))).toBe(true)
    expect(Buffer.concat(read).toString()).toBe('abc')
  })

  test('passes over empty chunks', async () => {
    const chunks = ['', 'a', Buffer.alloc(0), '', 'b', '']
    for (const highWaterMark of [0, 1, 16]) {
      expect(await text(toReadable(chunks, { objectMode: false, highWaterMark }))).toBe('ab')
    }
  })

  test('keeps characters whole that are split across chunks', async () => {
    const bytes = [...Buffer.from('a€😀')].map((byte) => Buffer.of(byte))
    const readable = toReadable(bytes, { objectMode: false }).setEncoding('utf8')
    expect((await readable.toArray()).join('')).toBe('a€😀')
  })

  test.each([5, undefined, {}, [1]])(
    'rejects %o, after what precedes it, and closes the source',
    async (item) => {
      const source = recorded(['a', item, 'b'])
      const { items, error } = await untilError(toReadable(source, { objectMode: false }))
      expect(items.join('')).toBe('a')
      expect(error).toBeInstanceOf(TypeError)
      expect((error as Error).message).toMatch(
        /^toReadable: without objectMode an item must be a string/,
      )
      expect(source.events).toEqual(['closing', 'closed'])
    },
  )
})

describe('`encoding`', () => {
  test('reads bytes as text, with characters whole across chunks', async () => {
    const bytes = [...Buffer.from('a€😀')].map((byte) => Buffer.of(byte))
    const read = await toReadable([...bytes, 'é'], { encoding: 'utf8' }).toArray()
    expect(read.every((chunk) => typeof chunk === 'string')).toBe(true)
    expect(read.join('')).toBe('a€😀é')
    expect(await text(toReadable(['hi'], { encoding: 'hex' }))).toBe('6869')
  })

  test('is for bytes: it makes `objectMode` false, and contradicts `true`', () => {
    expect(toReadable([], { encoding: 'utf8' }).readableObjectMode).toBe(false)
    expect(toReadable([]).readableObjectMode).toBe(true)
    expect(() => toReadable([], { encoding: 'utf8', objectMode: true })).toThrow(TypeError)
  })

  test('has to be one that Node knows', () => {
    expect(() => toReadable([], { encoding: 'klingon' as never })).toThrow(RangeError)
    expect(() => toReadable([], { encoding: 8 as never })).toThrow(TypeError)
  })
})

describe('promises among the items of an Iterable', () => {
  test('are awaited, in their order', async () => {
    const late = latch()
    const promises = [late.promise.then(() => 'a'), Promise.resolve('b'), 'c']
    const read = toReadable(promises).toArray()
    await turns()
    late.open()
    expect(await read).toEqual(['a', 'b', 'c'])
  })

  test('that are not those of an AsyncIterable, whose values are its own affair', async () => {
    const promise = Promise.resolve('a')
    const source = fromBatches(async function* () {
      yield [promise]
    })
    for await (const item of fromReadable<unknown>(toReadable(source))) expect(item).toBe(promise)
  })

  test('leave nothing behind when the stream is destroyed meanwhile', async () => {
    let reject: ((error: unknown) => void) | undefined
    const promise = new Promise((_, rejectIt) => {
      reject = rejectIt
    })
    const readable = toReadable([promise])
    readable.read()
    readable.destroy()
    await once(readable, 'close')
    reject?.(new Error('late'))
    await turns()
    expect(readable.errored).toBe(null)
  })
})

describe('as consumers serve', () => {
  test('`for await`', async () => {
    const items: unknown[] = []
    for await (const item of numbers()) items.push(item)
    expect(items).toEqual([1, 2, 3])
  })

  test('a "data" listener', async () => {
    const items: unknown[] = []
    const readable = numbers().on('data', (item) => items.push(item))
    await once(readable, 'end')
    expect(items).toEqual([1, 2, 3])
  })

  test('`read()` on "readable"', async () => {
    const items: unknown[] = []
    const readable = numbers()
    readable.on('readable', () => {
      for (let item = readable.read(); item !== null; item = readable.read()) items.push(item)
    })
    await once(readable, 'end')
    expect(items).toEqual([1, 2, 3])
  })

  test('`pipe` and `pipeline`, with a slow writable that bounds what is in flight', async () => {
    const source = recorded(Array.from({ length: 50 }, (_, index) => index))
    let written = 0
    let ahead = 0
    const slow = new Writable({
      objectMode: true,
      highWaterMark: 2,
      write: (_, __, callback) => {
        written++
        ahead = Math.max(ahead, source.asked - written)
        setImmediate(callback)
      },
    })
    await pipeline(toReadable(source, { highWaterMark: 3 }), slow)
    expect(written).toBe(50)
    expect(ahead).toBeLessThanOrEqual(2 + 3 + 1)
  })

  test('a generator function in `pipeline`', async () => {
    const items: unknown[] = []
    await pipeline(
      numbers(),
      async function* (source: AsyncIterable<number>) {
        for await (const item of source) yield item * 10
      },
      async (source: AsyncIterable<number>) => {
        for await (const item of source) items.push(item)
      },
    )
    expect(items).toEqual([10, 20, 30])
  })

  test('a Transform that fails in `pipeline`, which closes the source', async () => {
    const error = new Error('broken')
    const source = recorded([1, 2, 3])
    const failing = new Transform({
      objectMode: true,
      transform: (_, __, callback) => callback(error),
    })
    expect(await rejection(pipeline(toReadable(source, { highWaterMark: 1 }), failing))).toBe(error)
    await turns()
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('the helpers of Readable', async () => {
    const doubled = numbers()
      .map((n: number) => n * 2)
      .filter((n: number) => n > 2)
    expect(await doubled.toArray()).toEqual([4, 6])
    expect(await numbers().reduce((sum: number, n: number) => sum + n, 0)).toBe(6)
    expect(await numbers().some((n: number) => n === 2)).toBe(true)
    expect(await numbers().drop(1).toArray()).toEqual([2, 3])
  })

  test('`Readable.prototype.take`, which closes the source', async () => {
    const source = recorded([1, 2, 3])
    expect(await toReadable(source, { highWaterMark: 1 }).take(1).toArray()).toEqual([1])
    await turns()
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('`Readable.toWeb`', async () => {
    const items: unknown[] = []
    for await (const item of Readable.toWeb(numbers())) items.push(item)
    expect(items).toEqual([1, 2, 3])
  })
})

test('a source that never waits lets timers run', async () => {
  const signal = AbortSignal.timeout(5)
  const consumer = async (): Promise<void> => {
    for await (const item of toReadable(endless(), { signal })) void item
  }
  expect(await rejection(consumer())).toBe(signal.reason)
})

describe('arguments', () => {
  test.each([undefined, null, 1, true, Symbol('source'), {}, () => {}])(
    'a source that is %o is a TypeError at once',
    (source) => {
      expect(() => toReadable(source as never)).toThrow(
        /^toReadable: the source must be an Iterable or an AsyncIterable, got /,
      )
    },
  )

  test.each([
    [null, TypeError, 'options must be an object, got null'],
    [[], TypeError, 'options must be an object, got []'],
    [{ objectMode: 1 }, TypeError, 'objectMode must be a boolean, got 1'],
    [{ signal: 'stop' }, TypeError, "signal must be an AbortSignal, got 'stop'"],
    [
      { highWaterMark: '1' },
      TypeError,
      "highWaterMark must be a whole number of at least 0, got '1'",
    ],
    [
      { highWaterMark: -1 },
      RangeError,
      'highWaterMark must be a whole number of at least 0, got -1',
    ],
    [
      { highWaterMark: 1.5 },
      RangeError,
      'highWaterMark must be a whole number of at least 0, got 1.5',
    ],
    [
      { highWaterMark: Number.NaN },
      RangeError,
      'highWaterMark must be a whole number of at least 0, got NaN',
    ],
  ])('%o as options is refused at once', (options, kind, message) => {
    const call = (): Readable => toReadable([], options as never)
    expect(call).toThrow(kind)
    expect(call).toThrow(`toReadable: ${message}`)
  })
})
