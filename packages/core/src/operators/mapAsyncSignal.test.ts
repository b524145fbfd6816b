import { getEventListeners } from 'node:events'
import { describe, expect, test, vi } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { recorded, recordedAsync, silent, stopClock, turn } from '../testSupport.ts'
import type { AsyncContext } from './asyncOptions.ts'
import { mapAsync } from './mapAsync.ts'

stopClock()

// An unhandled rejection fails the whole run of vitest, so the tests below need not look for any.

describe('the signal of the context', () => {
  /** A pipeline of which the second callback never answers, and the signal that it was given. */
  function stuck() {
    const signals: AbortSignal[] = []
    const callback = (item: string, _: number, context: AsyncContext): Promise<string> => {
      signals.push(context.signal)
      return item === 'stuck' ? new Promise(() => {}) : Promise.resolve(item)
    }
    const flow = pipe(['a', 'stuck'], mapAsync(callback, { concurrency: 2 }))
    return { flow, signals }
  }

  test('is aborted when the consumer breaks', async () => {
    const { flow, signals } = stuck()
    for await (const _ of flow) {
      expect(signals.map((signal) => signal.aborted)).toEqual([false, false])
      break
    }
    expect(signals.map((signal) => signal.aborted)).toEqual([true, true])
  })

  test('is aborted when a sibling fails', async () => {
    let signal: AbortSignal | undefined
    const callback = async (item: string, _: number, context: AsyncContext): Promise<string> => {
      if (item === 'bad') throw new Error('bad')
      signal = context.signal
      return new Promise(() => {})
    }
    const operator = mapAsync(callback, { concurrency: 2, ordered: false })
    await expect(pipe(['slow', 'bad'], operator, toArray())).rejects.toThrow('bad')
    expect(signal?.aborted).toBe(true)
  })

  test('belongs to one run', async () => {
    const { flow, signals } = stuck()
    for await (const _ of flow) break
    for await (const _ of flow) {
      expect(signals.map((signal) => signal.aborted)).toEqual([true, true, false, false])
      break
    }
  })

  test('that rejects what the callback waits for leaves nothing unhandled', async () => {
    let aborted = 0
    const callback = (_item: string, index: number, { signal }: AsyncContext): Promise<string> =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => {
          aborted++
          reject(signal.reason as Error)
        })
        if (index === 0) resolve('first')
      })
    for await (const _ of pipe(['a', 'b'], mapAsync(callback, { concurrency: 2 }))) break
    expect(aborted).toBe(2)
    await turn() // an unhandled rejection would be seen by now
  })
})

describe('the `signal` option', () => {
  test('ends the pipeline with its reason while callbacks are under way', async () => {
    const controller = new AbortController()
    const source = recordedAsync(['a', 'b'])
    const never = mapAsync(() => new Promise(() => {}), { signal: controller.signal })
    const result = pipe(source, never, toArray())
    await turn()
    const reason = { any: 'value' }
    controller.abort(reason)
    await expect(result).rejects.toBe(reason)
    expect(source.events.at(-1)).toBe('source closed')
  })

  test('ends the pipeline while the source is silent', async () => {
    const controller = new AbortController()
    const source = silent()
    const result = pipe(
      source,
      mapAsync(async (item) => item, { signal: controller.signal }),
      toArray(),
    )
    controller.abort('reason')
    await expect(result).rejects.toBe('reason')
    expect(source.closed).toBe(true)
  })

  test('that is aborted already lets no callback begin', async () => {
    const callback = vi.fn<() => Promise<number>>()
    const source = recorded([1])
    const result = pipe(
      source,
      mapAsync(callback, { signal: AbortSignal.abort('reason') }),
      toArray(),
    )
    await expect(result).rejects.toBe('reason')
    expect(callback).not.toHaveBeenCalled()
    expect(source.events).toEqual(['source opened', 'source closed'])
  })

  test('has no listener left after the run', async () => {
    const { signal } = new AbortController()
    await pipe(
      [1, 2],
      mapAsync(async (n) => n, { signal }),
      toArray(),
    )
    for await (const _ of pipe(
      [1, 2],
      mapAsync(async (n) => n, { signal }),
    ))
      break
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})
