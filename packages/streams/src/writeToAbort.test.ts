// What a signal does to a run, before, in the middle and after.
import { pipe } from '@rivulet/core'
import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { collecting, held } from './testStreams.ts'
import { recorded, rejection, turns, uncaught } from './testSupport.ts'
import { writeTo } from './writeTo.ts'

describe('a signal', () => {
  test('that is aborted already: the source is not asked', async () => {
    const signal = AbortSignal.abort(new Error('stop'))
    const source = recorded([1])
    const writable = collecting()
    expect(await rejection(pipe(source, writeTo(writable, { signal })))).toBe(signal.reason)
    expect({ asked: source.asked, closed: writable.closed }).toEqual({ asked: 0, closed: true })
  })

  test.each([
    ['the source never answers', () => recorded([1], { stuck: true }), {}],
    ['the stream never drains', () => recorded([1, 2]), { highWaterMark: 1, write: () => {} }],
    ['the stream never finishes', () => recorded([1]), { final: () => {} }],
  ])('that is aborted while %s ends the run with its reason', async (_, source, options) => {
    const controller = new AbortController()
    const writable = collecting(options)
    const reason = { stop: true }
    const run = pipe(source(), writeTo(writable, { signal: controller.signal }))
    const result = rejection(run)
    await turns()
    controller.abort(reason)
    expect(await result).toBe(reason)
    expect(writable.closed).toBe(true)
  })

  test('that is aborted ends the process neither while the stream closes nor after that', async () => {
    const controller = new AbortController()
    const failing = held({ destroy: (_, callback) => setImmediate(callback, new Error('closing')) })
    const errors = await uncaught(async () => {
      const result = rejection(
        pipe(recorded([1, 2]), writeTo(failing, { signal: controller.signal })),
      )
      await turns()
      controller.abort('stop')
      expect(await result).toBe('stop')
      failing.calls[0]?.(new Error('late'))
    })
    expect(errors).toEqual([])
  })

  test('that is aborted afterwards does nothing', async () => {
    const controller = new AbortController()
    const writable = collecting({ autoDestroy: false })
    await pipe([1], writeTo(writable, { signal: controller.signal }))
    expect(await uncaught(() => controller.abort())).toEqual([])
    expect(writable.destroyed).toBe(false)
  })

  test('has no listener left after 1,000 runs, however they end', async () => {
    const { signal } = new AbortController()
    for (let run = 0; run < 500; run++) {
      await pipe([1], writeTo(collecting(), { signal }))
      await rejection(pipe([null], writeTo(collecting(), { signal })))
    }
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})
