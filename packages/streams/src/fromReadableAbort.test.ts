// What a signal does to a run, before, in the middle and after.
import { pipe, take, toArray } from '@rivulet/core'
import { getEventListeners } from 'node:events'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { fromReadable } from './fromReadable.ts'
import { ending, holding } from './testStreams.ts'
import { rejection, turns, uncaught, untilError } from './testSupport.ts'

describe('a signal', () => {
  test('that is aborted already: nothing is read, and the stream is destroyed', async () => {
    let reads = 0
    const readable = new Readable({
      read: () => {
        reads++
      },
    })
    const signal = AbortSignal.abort(new Error('stop'))
    expect(await rejection(pipe(fromReadable(readable, { signal }), toArray()))).toBe(signal.reason)
    expect({ reads, closed: readable.closed }).toEqual({ reads: 0, closed: true })
  })

  test('that is aborted while the stream is silent ends the run with its reason', async () => {
    const controller = new AbortController()
    const readable = holding(['a'])
    const result = untilError(fromReadable(readable, { signal: controller.signal }))
    await turns()
    const reason = { stop: true }
    controller.abort(reason)
    expect(await result).toEqual({ items: ['a'], error: reason })
    expect((await result).error).toBe(reason)
    expect(readable.closed).toBe(true)
  })

  test('that is aborted while a generator that `Readable.from` reads never answers keeps its reason', async () => {
    async function* stuck(): AsyncGenerator<number> {
      yield 1
      await new Promise(() => {})
    }
    const controller = new AbortController()
    const { signal } = controller
    const readable = Readable.from(stuck())
    const result = rejection(pipe(fromReadable(readable, { signal }), toArray()))
    await turns()
    const reason = new Error('stop')
    controller.abort(reason)
    expect(await result).toBe(reason) // It never closes.
    expect(readable.destroyed).toBe(true)
  })

  test('that is aborted in the body of the loop ends it there', async () => {
    const controller = new AbortController()
    const seen: unknown[] = []
    const loop = async (): Promise<void> => {
      for await (const item of fromReadable(holding([1, 2]), { signal: controller.signal })) {
        seen.push(item)
        controller.abort('stop')
      }
    }
    expect(await rejection(loop())).toBe('stop')
    expect(seen).toEqual([1])
  })

  test('that is aborted afterwards does nothing', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const readable = ending(['a'])
    expect(await pipe(fromReadable(readable, { signal }), toArray())).toEqual(['a'])
    expect(await uncaught(() => controller.abort())).toEqual([])
    expect(readable.errored).toBe(null)
  })

  test('has no listener left after 1,000 runs, however they end', async () => {
    const { signal } = new AbortController()
    for (let run = 0; run < 500; run++) {
      await pipe(fromReadable(ending(['a', 'b']), { signal }), toArray())
      await pipe(fromReadable(holding(['a', 'b']), { signal }), take(1), toArray())
    }
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})
