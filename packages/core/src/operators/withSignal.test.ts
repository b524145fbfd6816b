import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { range } from '../sources/range.ts'
import { recorded, recordedAsync, silent } from '../testSupport.ts'
import { withSignal } from './withSignal.ts'

test('without an abort everything passes', async () => {
  const { signal } = new AbortController()
  expect(pipe([1, 2], withSignal(signal), toArray())).toEqual([1, 2])
  expect(await pipe(recordedAsync([1, 2]), withSignal(signal), toArray())).toEqual([1, 2])
})

describe('an abort', () => {
  const reason = { any: 'value' }

  test('ends the pipeline with its reason, unchanged, and closes the source', () => {
    const controller = new AbortController()
    const source = recorded([1, 2, 3])
    const iterator = pipe(source, withSignal(controller.signal))[Symbol.iterator]()
    iterator.next()
    controller.abort(reason)
    let thrown: unknown
    try {
      iterator.next()
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBe(reason)
    expect(source.events).toEqual(['source opened', 'source asked', 'source closed'])
  })

  test('ends a pipeline whose source never answers', async () => {
    const controller = new AbortController()
    const source = silent()
    const result = pipe(source, withSignal(controller.signal), toArray())
    controller.abort(reason)
    await expect(result).rejects.toBe(reason)
    expect(source.closed).toBe(true)
  })

  test('that came before means that nothing is asked for', async () => {
    const source = recorded([1])
    expect(() => pipe(source, withSignal(AbortSignal.abort()), toArray())).toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    )
    expect(source.events).toEqual(['source opened', 'source closed'])
  })

  test('by a timeout stops an endless source that never waits', async () => {
    const endless = async function* (numbers: Iterable<number>): AsyncGenerator<number> {
      yield* numbers
    }
    const result = pipe(
      range(0, Infinity),
      endless,
      withSignal(AbortSignal.timeout(5)),
      (numbers) => numbers,
    )
    const count = async (): Promise<number> => {
      let items = 0
      for await (const _ of result) items++
      return items
    }
    await expect(count()).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  test('after the end of the run has nobody to tell: the listener is gone', async () => {
    const { signal } = new AbortController()
    pipe([1], withSignal(signal), toArray())
    await pipe(recordedAsync([1]), withSignal(signal), toArray())
    for (const _ of pipe([1, 2], withSignal(signal))) break
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})

test.each([
  [undefined, 'undefined'],
  [null, 'null'],
  [{}, 'an instance of Object'],
  [5, '5'],
])('a signal that is %o is a TypeError at the call', (signal, shown) => {
  expect(() => withSignal(signal as never)).toThrow(
    new TypeError(`withSignal: signal must be an AbortSignal, got ${shown}`),
  )
})
