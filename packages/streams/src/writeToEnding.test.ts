// When a run resolves, and what is left of the stream after it: nothing, or all with `end: false`.
import { pipe } from '@rivulet/core'
import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { collecting, held, type WriteCallback } from './testStreams.ts'
import { latch, listeners, recorded, rejection, turns, uncaught } from './testSupport.ts'
import { writeTo } from './writeTo.ts'

describe('resolves', () => {
  test('not before `final` is over and the stream has closed', async () => {
    const final = latch()
    const closing = latch()
    let resolved = false
    const run = pipe(
      recorded([1]),
      writeTo(
        collecting({
          final: (callback) => void final.promise.then(() => callback()),
          destroy: (error, callback) => void closing.promise.then(() => callback(error)),
        }),
      ),
    ).then(() => {
      resolved = true
    })
    await turns()
    expect(resolved).toBe(false)
    final.open()
    await turns()
    expect(resolved).toBe(false)
    closing.open()
    await run
  })

  test('when a stream has finished that does not close by itself', async () => {
    const writable = collecting({ autoDestroy: false })
    await pipe([1], writeTo(writable))
    expect({ finished: writable.writableFinished, destroyed: writable.destroyed }).toEqual({
      finished: true,
      destroyed: false,
    })
  })

  test('when a stream has finished that emits no `close`', async () => {
    const writable = collecting({ emitClose: false })
    await pipe([1], writeTo(writable))
    expect(writable.written).toEqual([1])
  })

  test('when the writable side of a Duplex has finished, and leaves the other open', async () => {
    const duplex = new PassThrough({ objectMode: true })
    await pipe([1, 2], writeTo(duplex))
    expect(await duplex.toArray()).toEqual([1, 2])
  })
})

describe('`end: false`', () => {
  test('leaves the stream open for more, with no listener', async () => {
    const writable = collecting()
    const before = listeners(writable)
    await pipe(recorded([1]), writeTo(writable, { end: false }))
    await pipe(recorded([2]), writeTo(writable, { end: false }))
    expect({ written: writable.written, listeners: listeners(writable) }).toEqual({
      written: [1, 2],
      listeners: before,
    })
    await once(writable.end(), 'finish')
  })

  test('resolves when the last write is done, not before', async () => {
    const writable = held({ highWaterMark: 16 })
    let resolved = false
    const run = pipe(recorded([1]), writeTo(writable, { end: false })).then(() => {
      resolved = true
    })
    await turns()
    expect(resolved).toBe(false)
    writable.calls[0]?.()
    await run
  })

  test('rejects if the last write fails', async () => {
    const error = new Error('broken')
    const writable = held({ highWaterMark: 16 })
    const result = rejection(pipe(recorded([1]), writeTo(writable, { end: false })))
    await turns()
    writable.calls[0]?.(error)
    expect(await result).toBe(error)
  })

  test('leaves the stream open also when the source fails', async () => {
    const error = new Error('broken')
    const writable = collecting()
    const result = rejection(pipe(recorded([1], { error }), writeTo(writable, { end: false })))
    expect(await result).toBe(error)
    expect({ destroyed: writable.destroyed, ended: writable.writableEnded }).toEqual({
      destroyed: false,
      ended: false,
    })
  })

  test('a write that fails after an abort does not end the process', async () => {
    const controller = new AbortController()
    const writable = held()
    const { signal } = controller
    const result = rejection(pipe(recorded([1, 2]), writeTo(writable, { end: false, signal })))
    await turns()
    controller.abort('stop')
    expect(await result).toBe('stop')
    const late = async (): Promise<void> => {
      writable.calls[0]?.(new Error('late'))
      await turns()
    }
    expect(await uncaught(late)).toEqual([])
  })

  test('a write that succeeds after an abort leaves no listener', async () => {
    const controller = new AbortController()
    const writable = held()
    const before = listeners(writable)
    const { signal } = controller
    const result = rejection(pipe(recorded([1, 2]), writeTo(writable, { end: false, signal })))
    await turns()
    controller.abort('stop')
    await result
    writable.calls[0]?.()
    await turns()
    expect(listeners(writable)).toEqual(before)
  })
})

test.each([
  ['finished', [1], {}],
  ['failed', [1], { final: (callback: WriteCallback) => callback(new Error('broken')) }],
  ['was refused an item', [null], {}],
])('no listener is left on a stream that %s', async (_, items, options) => {
  const writable = collecting(options)
  const before = listeners(writable)
  await Promise.allSettled([pipe(recorded(items), writeTo(writable))])
  expect(listeners(writable)).toEqual(before)
})

test('a second run of one sink finds the stream ended', async () => {
  const sink = writeTo<number>(collecting())
  await pipe([1], sink)
  expect(await rejection(pipe([2], sink))).toMatchObject({ code: 'ERR_STREAM_WRITE_AFTER_END' })
})
