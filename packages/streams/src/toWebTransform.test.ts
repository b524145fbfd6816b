import {
  chunks,
  filter,
  flatMap,
  fromBatches,
  map,
  mapAsync,
  pipe,
  range,
  take,
  toArray,
  type Flow,
} from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { fromWeb } from './fromWeb.ts'
import { latch, recorded, rejection, turns, uncaught, untilError } from './testSupport.ts'
import { toWeb } from './toWeb.ts'
import { toWebTransform, type WebTransform } from './toWebTransform.ts'

const error = new Error('broken')
const same = (): WebTransform<unknown, unknown> => toWebTransform(map((item: unknown) => item))

describe('operators', () => {
  test('of every kind do what they do in a pipeline', async () => {
    const transform = toWebTransform(
      filter((n: number) => n % 2 === 0),
      mapAsync(async (n) => n * 10),
      flatMap((n) => [n, n + 1]),
      chunks(4),
    )
    const read = toWeb(range(0, 7)).pipeThrough(transform)
    expect(await pipe(read, toArray())).toEqual([
      [0, 1, 20, 21],
      [40, 41, 60, 61],
    ])
  })

  test('deliver what they still hold when the input ends', async () => {
    const read = toWeb([1, 2, 3]).pipeThrough(toWebTransform(chunks<number>(2)))
    expect(await pipe(read, toArray())).toEqual([[1, 2], [3]])
  })

  test('may be functions, as in `pipe`', async () => {
    async function* twice(items: Flow<number>): AsyncGenerator<number> {
      for await (const item of items) {
        yield item
        yield item
      }
    }
    const name = (items: Flow<number>): Flow<string> => pipe(items, map(String))
    const read = toWeb([1, 2]).pipeThrough(toWebTransform(twice, name))
    expect(await pipe(read, toArray())).toEqual(['1', '1', '2', '2'])
  })

  test('follow each other through streams of the Web', async () => {
    const bytes = [...Buffer.from('aé漢𝄞')].map((byte) => Uint8Array.of(byte))
    const read = toWeb(bytes)
      .pipeThrough(new TextDecoderStream() as never as WebTransform<Uint8Array, string>)
      .pipeThrough(toWebTransform(map((text: string) => text.toUpperCase())))
      .pipeThrough(new TextEncoderStream())
    // multi-byte text across chunks
    expect(await new Response(read).text()).toBe('AÉ漢𝄞')
  })

  test('`undefined`, `null`, `0`, an empty string and `false` survive', async () => {
    const items = [undefined, null, 0, '', false, new Uint8Array()]
    expect(await pipe(toWeb(items).pipeThrough(same()), toArray())).toEqual(items)
  })

  test('nothing is opened and nothing is taken before somebody reads', async () => {
    let opened = 0
    const transform = toWebTransform(async function* (items: Flow<number>) {
      opened++
      yield* items
    })
    const writer = transform.writable.getWriter()
    let written = false
    const write = writer.write(1).then(() => {
      written = true
    })
    await turns()
    expect({ opened, written }).toEqual({ opened: 0, written: false })
    expect(await transform.readable.getReader().read()).toEqual({ done: false, value: 1 })
    await write
    expect(opened).toBe(1)
  })
})

describe('backpressure', () => {
  test('a slow reader keeps in-flight bounded', async () => {
    let given = 0
    const source = fromBatches(async function* () {
      for (;;) yield [given++]
    })
    const reader = toWeb(source).pipeThrough(same()).getReader()
    for (let taken = 1; taken <= 10; taken++) {
      await reader.read()
      await turns()
      expect(given).toBeLessThanOrEqual(taken + 2)
    }
    await reader.cancel()
  })

  test('a writer that never has to wait for I/O lets the event loop turn', async () => {
    const loop = { turned: false }
    setImmediate(() => {
      loop.turned = true
    })
    const { readable, writable } = toWebTransform(filter(() => false))
    const writer = writable.getWriter()
    const read = readable.getReader().read()
    for (let n = 0; !loop.turned && n < 1_000_000; n++) await writer.write(n)
    expect(loop.turned).toBe(true)
    await writer.close()
    expect((await read).done).toBe(true)
  })

  test('cancel during backpressure fails the writes that wait, with its reason', async () => {
    const { readable, writable } = same()
    const writer = writable.getWriter()
    const over = [writer.write(1), writer.write(2), writer.closed].map(rejection)
    await turns()
    await readable.cancel(error)
    expect(await Promise.all(over)).toEqual([error, error, error])
  })

  test('an abort while a write waits is told to the reader after that item', async () => {
    const { readable, writable } = same()
    const writer = writable.getWriter()
    const write = writer.write(1)
    await turns()
    const aborted = writer.abort(error)
    await Promise.allSettled([write])
    await aborted
    expect(await untilError(readable)).toEqual({ items: [1], error })
  })
})

describe('the end', () => {
  test('N items then the error, and the same one', async () => {
    for (const count of [0, 1, 5]) {
      const items = Array.from({ length: count }, (_, index) => index)
      const read = toWeb(recorded(items, { error })).pipeThrough(same())
      expect(await untilError(read)).toEqual({ items, error })
    }
  })

  test.each([undefined, null, '', 'text', 0])(
    'thrown `undefined`, `null` and strings survive: %o',
    async (thrown) => {
      const read = toWeb(recorded([1], { error: thrown })).pipeThrough(same())
      expect(await untilError(read)).toEqual({ items: [1], error: thrown })
    },
  )

  test('of an operator that throws comes after its items, and closes the source', async () => {
    const source = recorded([1, 2, 3])
    const failing = toWebTransform(
      map((item: number) => {
        if (item === 2) throw error
        return item
      }),
    )
    const errors = await uncaught(async () => {
      expect(await untilError(toWeb(source).pipeThrough(failing))).toEqual({ items: [1], error })
    })
    expect({ events: source.events, errors }).toEqual({ events: ['closing', 'closed'], errors: [] })
  })

  test('a transform that ends early closes upstream', async () => {
    const source = recorded([1, 2, 3, 4])
    const read = toWeb(source).pipeThrough(toWebTransform(take<number>(2)))
    expect(await pipe(read, toArray())).toEqual([1, 2])
    await turns()
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('a transform that ends early tells whoever writes on', async () => {
    const { readable, writable } = toWebTransform(take<number>(1))
    const writer = writable.getWriter()
    const written = Promise.allSettled([writer.write(1), writer.write(2), writer.closed])
    expect(await pipe(fromWeb(readable), toArray())).toEqual([1])
    expect((await written)[2]).toEqual({
      status: 'rejected',
      reason: new TypeError('toWebTransform: the operators have ended, and take no more'),
    })
  })

  test('of an input that is closed resolves, also with nobody reading', async () => {
    const { readable, writable } = same()
    await writable.close()
    expect(await pipe(fromWeb(readable), toArray())).toEqual([])
  })
})

describe('leaving', () => {
  test('break closes the source exactly once', async () => {
    const source = recorded([1, 2, 3])
    for await (const item of toWeb(source).pipeThrough(same())) {
      expect(item).toBe(1)
      break
    }
    await turns()
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('while the source does not answer settles, and closes it', async () => {
    const source = recorded([], { stuck: true })
    const reader = toWeb(source).pipeThrough(same()).getReader()
    const read = reader.read()
    await turns()
    await reader.cancel()
    expect((await read).done).toBe(true)
    await turns()
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('waits for the cleanup of what the operators have opened, and its error reaches the breaker', async () => {
    const gate = latch()
    async function* stage(items: Flow<number>): AsyncGenerator<number> {
      try {
        yield* items
      } finally {
        await gate.promise
        // oxlint-disable-next-line no-unsafe-finally -- a cleanup that fails
        throw error
      }
    }
    const reader = toWeb([1, 2]).pipeThrough(toWebTransform(stage)).getReader()
    await reader.read()
    let over = false
    const cancelled = rejection(reader.cancel()).finally(() => {
      over = true
    })
    await turns()
    expect(over).toBe(false)
    gate.open()
    expect(await cancelled).toBe(error)
  })

  test('before the first read closes the source', async () => {
    const source = recorded([1, 2])
    const errors = await uncaught(async () => {
      await toWeb(source).pipeThrough(same()).cancel()
    })
    expect({ events: source.events, errors }).toEqual({ events: ['closing', 'closed'], errors: [] })
  })

  test('by a signal given to `pipeThrough` keeps the reason', async () => {
    const source = recorded([1], { stuck: true })
    const controller = new AbortController()
    const read = toWeb(source).pipeThrough(same(), { signal: controller.signal })
    const reader = read.getReader()
    await reader.read()
    const pending = rejection(reader.read())
    await turns()
    controller.abort(error)
    expect(await pending).toBe(error)
    await turns()
    expect(source.events).toEqual(['closing', 'closed'])
  })
})

describe('bad arguments throw `TypeError` at the call', () => {
  test('no stage', () => {
    expect(() => (toWebTransform as () => unknown)()).toThrow(
      new TypeError('toWebTransform: there must be at least one stage'),
    )
  })

  test.each([undefined, null, 1, 'map', {}, []])('%o', (stage) => {
    expect(() => toWebTransform(map(String), stage as never)).toThrow(
      /^toWebTransform: stage 2 must be an operator or a function, got /,
    )
  })

  test('a sink', () => {
    expect(() => toWebTransform(toArray() as never)).toThrow(
      new TypeError(
        'toWebTransform: stage 1 is a sink, which ends a pipeline: toWritable takes one',
      ),
    )
  })
})
