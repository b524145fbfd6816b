// How a loop is left and a stream cancelled, and that the source is closed once by it.
import { pipe, toArray } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { latch, readOne, recorded, rejection, turns } from './testSupport.ts'
import { readUntilError } from './testWebStreams.ts'
import { toWeb } from './toWeb.ts'

const error = new Error('broken')

describe('leaving a loop', () => {
  test('break calls `return()` exactly once', async () => {
    const source = recorded([1, 2, 3])
    await readOne(toWeb(source))
    await turns()
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test("the source's async cleanup is over before the loop goes on", async () => {
    const gate = latch()
    const source = recorded([1, 2], { cleanup: () => gate.promise })
    let over = false
    const loop = readOne(toWeb(source)).then(() => {
      over = true
    })
    await turns()
    expect({ over, events: source.events }).toEqual({ over: false, events: ['closing'] })
    gate.open()
    await loop
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('its error reaches the breaker', async () => {
    const cleanup = (): never => {
      throw error
    }
    expect(await rejection(readOne(toWeb(recorded([1, 2], { cleanup }))))).toBe(error)
    const stream = toWeb(recorded([1, 2], { cleanup }))
    const reader = stream.getReader()
    await reader.read()
    expect(await rejection(reader.cancel())).toBe(error)
  })

  test("the body's error wins over cleanup's", async () => {
    const source = recorded([1, 2], {
      cleanup: () => {
        throw new Error('cleanup')
      },
    })
    const loop = async (): Promise<void> => {
      for await (const item of toWeb(source)) throw Object.assign(error, { item })
    }
    expect(await rejection(loop())).toBe(error)
    expect(source.events).toEqual(['closing'])
  })

  test('runs the `finally` of a generator and not its `catch`', async () => {
    const events: string[] = []
    async function* generator(): AsyncGenerator<number> {
      try {
        yield 1
        yield 2
      } catch {
        events.push('catch')
      } finally {
        events.push('finally')
      }
    }
    await readOne(toWeb(generator()))
    expect(events).toEqual(['finally'])
  })

  test('with `preventCancel` leaves the stream to be read on', async () => {
    const stream = toWeb([1, 2, 3])
    for await (const item of stream.values({ preventCancel: true })) {
      expect(item).toBe(1)
      break
    }
    expect(await pipe(stream, toArray())).toEqual([2, 3])
  })
})

describe('cancelling', () => {
  test('before the first read closes the source', async () => {
    const source = recorded([1])
    await toWeb(source).cancel()
    expect({ events: source.events, asked: source.asked }).toEqual({
      events: ['closing', 'closed'],
      asked: 0,
    })
  })

  test('while `next()` is pending settles', async () => {
    const source = recorded([], { stuck: true })
    const stream = toWeb(source)
    const reader = stream.getReader()
    const read = reader.read()
    await turns()
    await reader.cancel()
    expect(await read).toEqual({ done: true, value: undefined })
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('by leaving a loop while `next()` is pending settles', async () => {
    const source = recorded([], { stuck: true })
    const iterator = toWeb(source)[Symbol.asyncIterator]()
    const next = iterator.next()
    await turns()
    await iterator.return?.()
    expect((await next).done).toBe(true)
  })

  test('cancel during backpressure closes the source, and what was queued is dropped', async () => {
    const source = recorded([1, 2, 3, 4])
    const reader = toWeb(source, { strategy: { highWaterMark: 2 } }).getReader()
    await reader.read()
    await turns()
    expect(source.asked).toBe(3)
    await reader.cancel('enough')
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('a stream already errored or ended does nothing to the source', async () => {
    const ended = recorded([1])
    const failed = recorded([], { error })
    const [read, failing] = [toWeb(ended), toWeb(failed)]
    await readUntilError(failing)
    const reader = read.getReader()
    await reader.read()
    await reader.read()
    await reader.cancel()
    expect({ ended: ended.events, failed: failed.events }).toEqual({ ended: [], failed: [] })
  })
})

test('no `next()` after `return()`, never two at once', async () => {
  const source = recorded([1, 2, 3, 4, 5, 6])
  const stream = toWeb(source, { strategy: { highWaterMark: 3 } })
  const reader = stream.getReader()
  await Promise.all([reader.read(), reader.read(), reader.read()])
  const pending = [reader.read(), reader.read()]
  await reader.cancel()
  await Promise.all(pending)
  await turns()
  expect(source.events).toEqual(['closing', 'closed'])
})
