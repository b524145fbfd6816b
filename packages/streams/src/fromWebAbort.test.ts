// What a signal does to a run, before, in the middle and after.
import { pipe, toArray } from '@rivulet/core'
import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { fromWeb } from './fromWeb.ts'
import { readOne, rejection, turns, uncaught, untilError } from './testSupport.ts'
import { streamOf } from './testWebStreams.ts'

const error = new Error('broken')

describe('a signal', () => {
  test('an aborted signal: nothing is read, and the stream is cancelled', async () => {
    const { stream, below } = streamOf([1])
    const signal = AbortSignal.abort(error)
    expect(await untilError(fromWeb(stream, { signal }))).toEqual({ items: [], error })
    expect(below).toEqual({ pulls: 0, cancels: [error] })
  })

  test.each([error, 'stop', { stop: true }, null])(
    'abort in the middle keeps the reason: %o',
    async (reason) => {
      const { stream, below } = streamOf([1, 2, 3])
      const controller = new AbortController()
      const items: number[] = []
      const loop = async (): Promise<void> => {
        for await (const item of fromWeb(stream, { signal: controller.signal })) {
          items.push(item)
          controller.abort(reason)
        }
      }
      expect(await rejection(loop())).toBe(reason)
      expect({ items, cancels: below.cancels }).toEqual({ items: [1], cancels: [reason] })
    },
  )

  test('abort while pending forever keeps the reason, also for the source', async () => {
    const { stream, below } = streamOf([], { stuck: true })
    const controller = new AbortController()
    const run = untilError(fromWeb(stream, { signal: controller.signal }))
    await turns()
    controller.abort(error)
    expect(await run).toEqual({ items: [], error })
    expect(below.cancels).toEqual([error])
  })

  test('abort afterwards does nothing', async () => {
    const { stream, below } = streamOf([1])
    const controller = new AbortController()
    await pipe(fromWeb(stream, { signal: controller.signal }), toArray())
    expect(await uncaught(() => controller.abort())).toEqual([])
    expect(below.cancels).toEqual([])
  })

  test('no listener left after 1,000 runs on one signal', async () => {
    const { signal } = new AbortController()
    for (let run = 0; run < 500; run++) {
      const [left, read] = [new Response('a').body, new Response('a').body]
      await readOne(fromWeb(left as ReadableStream, { signal }))
      await pipe(fromWeb(read as ReadableStream, { signal }), toArray())
    }
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})
