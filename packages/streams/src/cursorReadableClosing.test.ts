// How a loop is left and a stream destroyed, and that the source is closed once by it.
import { map } from '@rivulet/core'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { latch, recorded, turns, untilError, upTo } from './testSupport.ts'
import { toReadable } from './toReadable.ts'
import { toTransform } from './toTransform.ts'

const failToCleanUp = (): never => {
  throw new Error('cleanup')
}

async function* silent(): AsyncGenerator {
  yield await new Promise(() => {})
}

describe('destroying', () => {
  test('before the first read closes the source, and emits `close` after its cleanup', async () => {
    const gate = latch()
    const source = recorded([1], { cleanup: () => gate.promise })
    const readable = toReadable(source)
    let closed = false
    readable.on('close', () => {
      closed = true
    })
    readable.destroy()
    await turns()
    expect({ closed, asked: source.asked }).toEqual({ closed: false, asked: 0 })
    gate.open()
    await turns()
    expect({ closed, events: source.events }).toEqual({
      closed: true,
      events: ['closing', 'closed'],
    })
  })

  test('while `next()` never settles emits `close`', async () => {
    const readable = toReadable(recorded([], { stuck: true }))
    readable.read()
    await turns()
    const closed = once(readable, 'close')
    readable.destroy()
    await closed
    expect(readable.errored).toBe(null)
  })

  test('while `next()` of a generator never settles emits `close`', async () => {
    const readable = toReadable(silent())
    const result = untilError(readable)
    await turns()
    const error = new Error('stop')
    readable.destroy(error)
    expect(await result).toEqual({ items: [], error })
    expect(readable.closed).toBe(true)
  })

  test('in a "data" listener stops pulling at once', async () => {
    const source = recorded([1, 2, 3, 4])
    const readable = toReadable(source)
    const received: unknown[] = []
    readable.on('data', (item) => {
      received.push(item)
      readable.destroy()
    })
    await once(readable, 'close')
    expect({ received, events: source.events }).toEqual({
      received: [1],
      events: ['closing', 'closed'],
    })
  })

  test('in a "data" listener over a sync source that never waits stops it too', async () => {
    let given = 0
    function* source(): Generator<number> {
      for (;;) yield ++given
    }
    const readable = toReadable(source())
    readable.on('data', () => readable.destroy())
    await once(readable, 'close')
    expect(given).toBeLessThanOrEqual(16 + 1)
  })

  // `Readable.toWeb` throws for such a chunk where nobody can catch it, and the process ends.
  test.each(['toReadable', 'toTransform'])(
    'gives a "data" listener nothing more while the cleanup goes on: %s',
    async (name) => {
      const source = recorded(upTo(40), { cleanup: turns })
      const readable = toReadable(source)
      const stream = name === 'toReadable' ? readable : readable.pipe(toTransform(map(String)))
      const got: unknown[] = []
      stream.on('data', (item) => got.push(item))
      stream.pause()
      for (let count = 0; count < 5; count++) await turns() // until the buffer is full
      expect(stream.readableLength).toBeGreaterThan(1)
      stream.resume()
      stream.destroy()
      expect(stream.read()).toBe(null)
      await once(stream, 'close')
      expect(got).toEqual([])
    },
  )

  test('after the end does nothing to the source', async () => {
    const source = recorded([1])
    const readable = toReadable(source)
    expect(await readable.toArray()).toEqual([1])
    readable.destroy()
    await turns()
    expect(source.events).toEqual([])
  })

  test('with an error and a cleanup that fails tells the first', async () => {
    const error = new Error('first')
    const readable = toReadable(recorded([1], { cleanup: failToCleanUp }))
    const told = once(readable, 'error')
    readable.destroy(error)
    expect(await told).toEqual([error])
  })
})
