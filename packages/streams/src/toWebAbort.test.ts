// What a signal does to a stream, before, in the middle and after.
import { pipe, toArray } from '@rivulet/core'
import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { latch, readOne, recorded, rejection, turns, uncaught } from './testSupport.ts'
import { toWeb } from './toWeb.ts'

const error = new Error('broken')

describe('a signal', () => {
  test('an aborted signal leaves the source untouched', async () => {
    const source = recorded([1])
    const stream = toWeb(source, { signal: AbortSignal.abort(error) })
    expect(await rejection(stream.getReader().read())).toBe(error)
    expect({ asked: source.asked, events: source.events }).toEqual({ asked: 0, events: [] })
  })

  test('abort before the first read leaves the source untouched', async () => {
    const source = recorded([1])
    const controller = new AbortController()
    const stream = toWeb(source, { signal: controller.signal })
    controller.abort(error)
    expect(await rejection(stream.getReader().read())).toBe(error)
    expect({ asked: source.asked, events: source.events }).toEqual({ asked: 0, events: [] })
  })

  describe.each([error, 'stop', { stop: true }, null, 0])('%o', (reason) => {
    test.each([
      ['in the middle', [1, 2, 3]],
      ['while pending forever', [1]],
    ])('abort %s keeps the reason', async (_, items) => {
      const controller = new AbortController()
      const source = recorded(items, { stuck: true })
      const reader = toWeb(source, { signal: controller.signal }).getReader()
      await reader.read()
      const second = rejection(reader.read())
      controller.abort(reason)
      expect(await second).toBe(controller.signal.reason)
      expect(source.events).toEqual(['closing', 'closed'])
    })
  })

  test('the cleanup is over before the reader hears of the abort', async () => {
    const controller = new AbortController()
    const gate = latch()
    const source = recorded([1, 2], { cleanup: () => gate.promise })
    const reader = toWeb(source, { signal: controller.signal }).getReader()
    await reader.read()
    controller.abort(error)
    let over = false
    const read = rejection(reader.read()).then((reason) => {
      over = true
      return reason
    })
    await turns()
    expect(over).toBe(false)
    gate.open()
    expect(await read).toBe(error)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('abort afterwards does nothing', async () => {
    const controller = new AbortController()
    const source = recorded([1])
    const stream = toWeb(source, { signal: controller.signal })
    await pipe(stream, toArray())
    expect(await uncaught(() => controller.abort())).toEqual([])
    expect(source.events).toEqual([])
    expect(await stream.getReader().read()).toEqual({ done: true, value: undefined })
  })

  test('no listener left after 1,000 runs on one signal', async () => {
    const { signal } = new AbortController()
    for (let run = 0; run < 250; run++) {
      await pipe(toWeb([1], { signal }), toArray())
      await readOne(toWeb([1, 2], { signal }))
      await rejection(toWeb(recorded([], { error }), { signal }).getReader().read())
      await toWeb([1], { signal }).cancel()
    }
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  test('of a hundred streams at once is no leak for Node', async () => {
    const warnings: Error[] = []
    const onWarning = (warning: Error): void => void warnings.push(warning)
    process.on('warning', onWarning)
    const { signal } = new AbortController()
    const streams = Array.from({ length: 100 }, () => toWeb([1], { signal }))
    await turns()
    process.off('warning', onWarning)
    expect(warnings).toEqual([])
    await Promise.all(streams.map(async (stream) => stream.cancel()))
  })
})
