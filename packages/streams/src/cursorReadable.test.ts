// When the source is asked, what a signal does, and what a loop leaves behind.
import { getEventListeners, once } from 'node:events'
import { describe, expect, test } from 'vitest'
import {
  listeners,
  readOne,
  recorded,
  rejection,
  turns,
  uncaught,
  untilError,
} from './testSupport.ts'
import { toReadable } from './toReadable.ts'

test('the source is never asked twice at once, and for no more than the buffer takes', async () => {
  const source = recorded(Array.from({ length: 100 }, (_, index) => index))
  const readable = toReadable(source, { highWaterMark: 4 })
  readable.read()
  await turns()
  for (let read = 0; read < 10; read++) readable.read(0)
  await turns()
  await turns()
  expect(readable.readableLength).toBe(4)
  expect(source.asked).toBe(4)
  expect((await readable.toArray()).length).toBe(100)
  expect(source.events).toEqual([])
})

test('nothing is opened before the first read', async () => {
  let opened = false
  toReadable({
    [Symbol.iterator]: () => {
      opened = true
      return [1].values()
    },
  })
  await turns()
  expect(opened).toBe(false)
})

describe('a signal', () => {
  const touches: string[] = []
  const never: AsyncIterable<never> = {
    [Symbol.asyncIterator]: () => {
      touches.push('opened')
      throw new Error('not expected')
    },
  }

  test('that is aborted already leaves the source untouched', async () => {
    const signal = AbortSignal.abort(new Error('stop'))
    expect(await rejection(toReadable(never, { signal }).toArray())).toBe(signal.reason)
    expect(touches).toEqual([])
  })

  test('that is aborted before the first read leaves the source untouched', async () => {
    const controller = new AbortController()
    const readable = toReadable(never, { signal: controller.signal })
    const told = once(readable, 'error')
    controller.abort('stop')
    expect(await told).toEqual(['stop'])
    expect(touches).toEqual([])
  })

  test.each([new Error('stop'), 'stop', { stop: true }])(
    'that is aborted in the middle ends it with its reason: %s',
    async (reason) => {
      const controller = new AbortController()
      const source = recorded([1, 2, 3])
      const loop = async (): Promise<void> => {
        for await (const item of toReadable(source, { signal: controller.signal })) {
          void item
          controller.abort(reason)
        }
      }
      expect(await rejection(loop())).toBe(reason)
      expect(source.events).toEqual(['closing', 'closed'])
    },
  )

  test('that is aborted while the source never answers ends it with its reason', async () => {
    const controller = new AbortController()
    const source = recorded([], { stuck: true })
    const result = untilError(toReadable(source, { signal: controller.signal }))
    await turns()
    controller.abort('stop')
    expect((await result).error).toBe('stop')
  })

  test('that is aborted with null is an error nevertheless', async () => {
    const signal = AbortSignal.abort(null)
    expect(await rejection(toReadable([1], { signal }).toArray())).toMatchObject({ cause: null })
  })

  test('that is aborted afterwards does nothing', async () => {
    const controller = new AbortController()
    const readable = toReadable([1], { signal: controller.signal })
    expect(await readable.toArray()).toEqual([1])
    expect(await uncaught(() => controller.abort())).toEqual([])
    expect(readable.errored).toBe(null)
  })

  test('has no listener left after 1,000 runs, however they end', async () => {
    const { signal } = new AbortController()
    for (let run = 0; run < 500; run++) {
      await toReadable([1, 2], { signal }).toArray()
      await readOne(toReadable([1, 2], { signal }))
    }
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})

test('a loop leaves no listener on the stream', async () => {
  const readable = toReadable([1, 2])
  const before = listeners(readable)
  await readOne(readable)
  expect(listeners(readable)).toEqual(before)
})

test('a second loop is told that the stream is used up', async () => {
  const readable = toReadable([1, 2])
  await readOne(readable)
  expect((await untilError(readable)).error).toMatchObject({ code: 'ALREADY_CONSUMED' })
})
