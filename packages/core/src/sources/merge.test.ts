import { afterEach, describe, expect, test, vi } from 'vitest'
import { Flow } from '../kernel/flow.ts'
import { pipe } from '../kernel/pipe.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { latch, recorded, recordedAsync, silent, turn } from '../testSupport.ts'
import { channel } from './channel.ts'
import { fromBatches } from './fromBatches.ts'
import { merge } from './merge.ts'
import { range } from './range.ts'
import { repeat } from './repeat.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('of nothing ends at once', async () => {
  expect(merge()).toBeInstanceOf(Flow)
  expect(await pipe(merge(), toArray())).toEqual([])
  expect(await pipe(merge([], new Set()), toArray())).toEqual([])
})

test('is a Flow also of synchronous sources, and gives everything again', async () => {
  const both = merge([1, 2], [3])
  expect(both).toBeInstanceOf(Flow)
  expect(await pipe(both, toArray())).toEqual([1, 3, 2])
  expect(await pipe(both, toArray())).toEqual([1, 3, 2])
})

test('delivers the items as they come', async () => {
  const one = channel<string>()
  const other = channel<string>()
  const result = pipe(merge(one, other), take(4), toArray())
  for (const [source, item] of [
    [other, 'a'],
    [other, 'b'],
    [one, 'c'],
    [other, 'd'],
  ] as const) {
    void source.push(item)
    await turn()
  }
  expect(await result).toEqual(['a', 'b', 'c', 'd'])
})

test('a source that is silent holds none of the others up', async () => {
  expect(await pipe(merge(silent(), [1, 2]), take(2), toArray())).toEqual([1, 2])
})

test('sources that are always ready take turns', async () => {
  const endless = ['a', 'b', 'c'].map((letter) => repeat(letter))
  const items = await pipe(merge(...endless), take(9), toArray())
  expect(items.join('')).toBe('abcabcabc')
})

test('a source that is always ready does not starve one that has to wait', async () => {
  const patient = fromBatches(async function* () {
    await turn()
    yield ['patient']
  })
  const found = await pipe(
    merge(range(0, Infinity), patient),
    (items) =>
      (async function* () {
        for await (const item of items) if (item === 'patient') yield item
      })(),
    take(1),
    toArray(),
  )
  expect(found).toEqual(['patient'])
})

test('the others go on when one has ended', async () => {
  expect(await pipe(merge([1], range(2, 5), []), toArray())).toEqual([1, 2, 3, 4])
})

test('asks each source for one item at a time', async () => {
  const events: string[] = []
  const one = recordedAsync([1, 2, 3], events, 'one')
  const other = recordedAsync([4, 5, 6], events, 'other')
  const iterator = merge(one, other)[Symbol.asyncIterator]()
  await iterator.next()
  await turn()
  expect(events).toEqual(['one opened', 'other opened', 'one asked', 'other asked'])
  await iterator.return?.()
})

describe('closing', () => {
  test('closes every source once when it is left', async () => {
    const events: string[] = []
    const sources = [1, 2, 3, 4, 5, 6].map((n) => recordedAsync([n, n], events, `${n}`))
    for await (const _ of merge(...sources)) break
    const closed = events.filter((event) => event.endsWith('closed'))
    expect(closed.toSorted()).toEqual([1, 2, 3, 4, 5, 6].map((n) => `${n} closed`))
  })

  test('closes them at the same time', async () => {
    const mayClose = latch()
    let closing = 0
    const slow = (): AsyncIterable<number> => ({
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ value: 1, done: false }),
        return: async () => {
          closing++
          await mayClose.promise
          return { value: undefined, done: true }
        },
      }),
    })
    const iterator = merge(slow(), slow(), slow())[Symbol.asyncIterator]()
    await iterator.next()
    const left = iterator.return?.()
    expect(closing).toBe(3)
    mayClose.resolve()
    await left
  })

  test('the time that is given to six sources that are stuck is given once', async () => {
    vi.useFakeTimers()
    const sources = Array.from({ length: 6 }, () => ({ [Symbol.asyncIterator]: stuck }))
    const iterator = merge(...sources)[Symbol.asyncIterator]()
    const pending = iterator.next()
    const left = iterator.return?.()
    expect(vi.getTimerCount()).toBe(6)
    vi.advanceTimersToNextTimer()
    expect(vi.getTimerCount()).toBe(0)
    await left
    expect((await pending).done).toBe(true)
  })

  test('an error of one cleanup is told when all are over', async () => {
    const events: string[] = []
    const broken: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ value: 1, done: false }),
        return: async () => {
          throw new Error('cleanup')
        },
      }),
    }
    const sync: Iterable<number> = {
      [Symbol.iterator]: () => ({
        next: () => ({ value: 1, done: false }),
        return: () => {
          throw new Error('sync cleanup')
        },
      }),
    }
    const last = recordedAsync([1, 2], events, 'last')
    const iterator = merge(broken, sync, last)[Symbol.asyncIterator]()
    await iterator.next()
    await expect(iterator.return?.()).rejects.toThrow(/cleanup/u)
    expect(events.at(-1)).toBe('last closed')
  })
})

/** One that waits for ever, and whose `return()` waits for the item as that of a generator does. */
function stuck(): AsyncIterator<never> {
  return {
    next: () => new Promise(() => {}),
    return: () => new Promise(() => {}),
  }
}

describe('an error of one source', () => {
  test('ends all, after the items before it', async () => {
    const events: string[] = []
    const broken = (function* () {
      yield 'before'
      throw new Error('broken')
    })()
    const iterator = merge(broken, recorded(['other', 'more'], events))[Symbol.asyncIterator]()
    expect((await iterator.next()).value).toBe('before')
    expect((await iterator.next()).value).toBe('other')
    await expect(iterator.next()).rejects.toThrow('broken')
    expect(events.at(-1)).toBe('source closed')
    expect((await iterator.next()).done).toBe(true)
  })

  test('comes through while the others are silent', async () => {
    const broken = fromBatches<number>(async function* () {
      await turn()
      yield Promise.reject(new Error('broken')) as never
    })
    const quiet = silent()
    await expect(pipe(merge(quiet, broken), toArray())).rejects.toThrow('broken')
    expect(quiet.closed).toBe(true)
  })
})

test('something that is not iterable is a TypeError at the call', () => {
  expect(() => merge([1], 5 as never)).toThrow(
    new TypeError('merge: source 2 must be an Iterable or an AsyncIterable, got 5'),
  )
})
