import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { latch, recordedAsync, silent, turn } from '../testSupport.ts'
import { flatMapAsync } from './flatMapAsync.ts'

describe('closing', () => {
  test('closes the open sources at the same time, and then the outer one', async () => {
    const events: string[] = []
    const outer = recordedAsync(['a', 'b'], events, 'outer')
    const flat = flatMapAsync((name: string) => recordedAsync([1, 2], events, name), {
      concurrency: 2,
      ordered: false,
    })
    const iterator = pipe(outer, flat)[Symbol.asyncIterator]()
    await iterator.next()
    await iterator.next()
    events.length = 0
    await iterator.return?.()
    expect(events).toEqual([
      'b closing',
      'a closing',
      'b closed',
      'a closed',
      'outer closing',
      'outer closed',
    ])
  })

  test('happens for no source that ended by itself', async () => {
    const events: string[] = []
    const flat = flatMapAsync(() => recordedAsync([1], events), { concurrency: 2 })
    await pipe(['a', 'b', 'c'], flat, toArray())
    expect(events.filter((event) => event.startsWith('source clos'))).toEqual([])
  })

  test('happens to a source whose promise resolves too late, unread', async () => {
    const gate = latch<AsyncIterable<number>>()
    const late = recordedAsync([1])
    const iterator = pipe(
      ['a'],
      flatMapAsync(() => gate.promise),
    )[Symbol.asyncIterator]()
    void iterator.next()
    await turn()
    await iterator.return?.()
    gate.resolve(late)
    await turn()
    await turn()
    expect(late.events).toEqual(['source opened', 'source closing', 'source closed'])
  })
})

test('the `signal` option ends the pipeline while every source is silent, and leaves no listener', async () => {
  const controller = new AbortController()
  const inners = [silent(), silent()]
  const result = pipe(
    inners,
    flatMapAsync((inner) => inner, { concurrency: 2, signal: controller.signal }),
    toArray(),
  )
  await turn()
  controller.abort('reason')
  await expect(result).rejects.toBe('reason')
  expect(inners.map(({ closed }) => closed)).toEqual([true, true])
  expect(getEventListeners(controller.signal, 'abort')).toEqual([])
})
