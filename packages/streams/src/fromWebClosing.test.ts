// How a run is left before its end, and what it does to the stream: nothing, with `preventCancel: true`.
import { AlreadyConsumedError, CURSOR, pipe, take, toArray, withSignal } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { fromWeb } from './fromWeb.ts'
import { latch, readOne, rejection, turns, untilError } from './testSupport.ts'
import { streamOf } from './testWebStreams.ts'

const error = new Error('broken')

describe('leaving a loop', () => {
  test('break cancels the stream exactly once', async () => {
    const { stream, below } = streamOf([1, 2, 3])
    await readOne(fromWeb(stream))
    expect(below.cancels).toEqual([undefined])
    expect(stream.locked).toBe(false)
  })

  test("the source's async cleanup is over before the loop goes on", async () => {
    const gate = latch()
    const { stream } = streamOf([1, 2], { cleanup: () => gate.promise })
    let over = false
    const loop = readOne(fromWeb(stream)).then(() => {
      over = true
    })
    await turns()
    await turns()
    await turns()
    expect(over).toBe(false)
    gate.open()
    await loop
  })

  test('its error reaches the breaker', async () => {
    const { stream } = streamOf([1, 2], { cleanup: () => Promise.reject(error) })
    expect(await rejection(readOne(fromWeb(stream)))).toBe(error)
  })

  test("the body's error wins over cleanup's", async () => {
    const { stream, below } = streamOf([1, 2], {
      cleanup: () => Promise.reject(new Error('cleanup')),
    })
    const loop = async (): Promise<void> => {
      for await (const item of fromWeb(stream)) throw Object.assign(error, { item })
    }
    expect(await rejection(loop())).toBe(error)
    expect(below.cancels).toEqual([undefined])
  })

  test('closes a run that was never pulled', async () => {
    const { stream, below } = streamOf([1])
    await fromWeb(stream)[CURSOR]().close()
    expect(below).toEqual({ pulls: 0, cancels: [undefined] })
  })

  test('while a read is pending settles, and does not read again', async () => {
    const { stream, below } = streamOf([], { stuck: true })
    const iterator = fromWeb(stream)[Symbol.asyncIterator]()
    const next = iterator.next()
    await turns()
    await iterator.return?.()
    expect(await next).toEqual({ done: true, value: undefined })
    expect(below).toEqual({ pulls: 1, cancels: [undefined] })
  })
})

describe('`preventCancel`', () => {
  test('leaves the stream to be read on, with nothing lost', async () => {
    const { stream, below } = streamOf([1, 2, 3, 4], {}, 2)
    await readOne(fromWeb(stream, { preventCancel: true }))
    expect({ cancels: below.cancels, locked: stream.locked }).toEqual({
      cancels: [],
      locked: false,
    })
    const rest = fromWeb(stream, { preventCancel: true })
    expect(await pipe(rest, take(1), toArray())).toEqual([2])
    expect(await pipe(fromWeb(stream), toArray())).toEqual([3, 4])
  })

  test('leaves the stream also when a signal ends the run while it waits', async () => {
    const gate = latch()
    const stream = new ReadableStream<number>(
      {
        async pull(controller) {
          await gate.promise
          controller.enqueue(1)
        },
      },
      { highWaterMark: 0 },
    )
    const controller = new AbortController()
    const { signal } = controller
    const run = untilError(fromWeb(stream, { preventCancel: true, signal }))
    await turns()
    controller.abort(error)
    expect(await run).toEqual({ items: [], error })
    gate.open()
    expect(await pipe(fromWeb(stream), take(1), toArray())).toEqual([1])
  })

  test('a stream that was read to its end cannot be iterated again', async () => {
    const { stream } = streamOf([1])
    await pipe(fromWeb(stream, { preventCancel: true }), toArray())
    for (const preventCancel of [true, false]) {
      expect(await rejection(pipe(fromWeb(stream, { preventCancel }), toArray()))).toBeInstanceOf(
        AlreadyConsumedError,
      )
    }
  })
})

test('a run inside an endless pipeline is closed with it', async () => {
  const { stream, below } = streamOf([1, 2, 3])
  const controller = new AbortController()
  const pipeline = pipe(fromWeb(stream), withSignal(controller.signal))
  const iterator = pipeline[Symbol.asyncIterator]()
  await iterator.next()
  controller.abort(error)
  expect(await rejection(iterator.next())).toBe(error)
  expect(below.cancels).toEqual([undefined])
})
