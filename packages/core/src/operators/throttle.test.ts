import { describe, expect, test, vi } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { forEach } from '../sinks/forEach.ts'
import { toArray } from '../sinks/toArray.ts'
import { range } from '../sources/range.ts'
import { dripping, fakeTimers, recorded, silent } from '../testSupport.ts'
import { take } from './take.ts'
import { throttle } from './throttle.ts'

fakeTimers()

/** When each item was delivered, in milliseconds from the beginning, to the nearest ten: a turn of the event loop takes one. */
async function timesOf(source: AsyncIterable<unknown>, duration: number): Promise<number[]> {
  const begin = performance.now()
  const times: number[] = []
  const result = pipe(
    source,
    forEach(() => times.push(Math.round((performance.now() - begin) / 10) * 10)),
  )
  await vi.advanceTimersByTimeAsync(duration)
  await result
  return times
}

test('the first items pass at once, the others wait until there is room', async () => {
  const slow = pipe(range(0, 5), throttle({ limit: 2, intervalMs: 100 }))
  expect(await timesOf(slow, 250)).toEqual([0, 0, 100, 100, 200])
})

test('the interval is any of that length: a pause does not save up more than `limit`', async () => {
  const source = (async function* () {
    yield 'a'
    await new Promise((resolve) => setTimeout(resolve, 90))
    yield* ['b', 'c', 'd']
  })()
  const slow = pipe(source, throttle({ limit: 2, intervalMs: 100 }))
  expect(await timesOf(slow, 300)).toEqual([0, 90, 100, 190])
})

test('nothing is dropped or reordered, over both kinds of source', async () => {
  const slow = throttle<number>({ limit: 3, intervalMs: 10 })
  const results = [
    pipe(range(0, 10), slow, toArray()),
    pipe(dripping(range(0, 10)), slow, toArray()),
  ]
  await vi.advanceTimersByTimeAsync(100)
  expect(await Promise.all(results)).toEqual([[...range(0, 10)], [...range(0, 10)]])
})

test('the end is not delayed', async () => {
  expect(await pipe([1], throttle({ limit: 1, intervalMs: 1000 }), toArray())).toEqual([1])
})

test('while an item is delayed no other is asked for', async () => {
  const source = recorded(range(0, Infinity))
  const slow = throttle({ limit: 1, intervalMs: 100 })
  const iterator = pipe(source, slow)[Symbol.asyncIterator]()
  await iterator.next()
  void iterator.next()
  await vi.advanceTimersByTimeAsync(99)
  expect(source.events.filter((event) => event === 'source asked')).toHaveLength(2)
  await iterator.return?.()
})

test('an endless source can be taken from', async () => {
  const slow = throttle<number>({ limit: 1, intervalMs: 50 })
  const result = pipe(range(0, Infinity), slow, take(2), toArray())
  await vi.advanceTimersByTimeAsync(50)
  expect(await result).toEqual([0, 1])
})

test('leaving clears the timer and closes the source', async () => {
  const source = recorded(range(0, Infinity))
  const iterator = pipe(source, throttle({ limit: 1, intervalMs: 100 }))[Symbol.asyncIterator]()
  await iterator.next()
  const pending = iterator.next()
  await vi.advanceTimersByTimeAsync(1)
  expect(vi.getTimerCount()).toBe(1)
  await iterator.return?.()
  expect(await pending).toEqual({ value: undefined, done: true })
  expect(source.events.at(-1)).toBe('source closed')
  const quiet = silent()
  const other = pipe(quiet, throttle({ limit: 1, intervalMs: 1 }))[Symbol.asyncIterator]()
  await other.return?.()
  expect(quiet.closed).toBe(true)
})

describe('a bad option is refused at the call', () => {
  test.each([0, 1.5, Infinity])('a limit of %d', (limit) => {
    expect(() => throttle({ limit, intervalMs: 1 })).toThrow(RangeError)
  })

  test.each([0, -1, Number.NaN, Infinity])('an interval of %d', (intervalMs) => {
    expect(() => throttle({ limit: 1, intervalMs })).toThrow(RangeError)
  })

  test('what has the wrong shape', () => {
    // @ts-expect-error the options are required
    expect(() => throttle()).toThrow(
      new TypeError('throttle: options must be an object, got undefined'),
    )
    // @ts-expect-error `intervalMs` is required
    expect(() => throttle({ limit: 1 })).toThrow(TypeError)
  })
})
