import { expect, test, vi } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { range } from '../sources/range.ts'
import { dripping, fakeTimers, silent } from '../testSupport.ts'
import { take } from './take.ts'
import { timeout } from './timeout.ts'

fakeTimers()

/** Gives an item, or the end, after so many milliseconds for each. */
async function* after(...delays: number[]): AsyncGenerator<number> {
  for (const delay of delays) {
    await new Promise((resolve) => setTimeout(resolve, delay))
    yield delay
  }
}

test('items that come in time pass, over both kinds of source', async () => {
  expect(await pipe([1, 2], timeout(100), toArray())).toEqual([1, 2])
  expect(await pipe(dripping([1, 2]), timeout(100), toArray())).toEqual([1, 2])
  const slow = pipe(after(50, 50, 50), timeout(100), toArray())
  await vi.advanceTimersByTimeAsync(300)
  expect(await slow).toEqual([50, 50, 50])
})

test('an item that takes longer is a TimeoutError, after those before it', async () => {
  const source = silent()
  const items: unknown[] = []
  const consume = async (): Promise<void> => {
    for await (const item of pipe(after(10), timeout(100))) items.push(item)
    for await (const item of pipe(source, timeout(100))) items.push(item)
  }
  const result = consume()
  result.catch(() => {})
  await vi.advanceTimersByTimeAsync(109)
  expect(source.closed).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  await expect(result).rejects.toBeInstanceOf(DOMException)
  await expect(result).rejects.toMatchObject({
    name: 'TimeoutError',
    message: 'no item came within 100 milliseconds',
  })
  expect(items).toEqual([10])
  expect(source.closed).toBe(true)
})

test('the time that the consumer takes does not count', async () => {
  const iterator = pipe(after(50, 50), timeout(100))[Symbol.asyncIterator]()
  const first = iterator.next()
  await vi.advanceTimersByTimeAsync(50)
  await first
  await vi.advanceTimersByTimeAsync(1000)
  const second = iterator.next()
  await vi.advanceTimersByTimeAsync(99)
  expect(await second).toEqual({ value: 50, done: false })
  await iterator.return?.()
})

test('the end has to come in time as well', async () => {
  const endless = (async function* () {
    yield 1
    await new Promise(() => {})
  })()
  const result = pipe(endless, timeout(100), toArray())
  result.catch(() => {})
  await vi.advanceTimersByTimeAsync(150) // the generator does not answer its `return()`: it gets a grace
  await expect(result).rejects.toMatchObject({ name: 'TimeoutError' })
})

test('an endless source can be taken from, and no timer is left', async () => {
  expect(await pipe(range(0, Infinity), timeout(100), take(2), toArray())).toEqual([0, 1])
})

test('leaving while the source is silent clears the timer', async () => {
  const source = silent()
  const iterator = pipe(source, timeout(100))[Symbol.asyncIterator]()
  const pending = iterator.next()
  expect(vi.getTimerCount()).toBe(1)
  const leaving = iterator.return?.()
  await vi.advanceTimersByTimeAsync(20) // the grace of a `next()` that is under way
  await leaving
  expect(await pending).toEqual({ value: undefined, done: true })
})

test('an error of the source passes as it is', async () => {
  const error = new Error('source')
  const source = (async function* () {
    yield 1
    throw error
  })()
  await expect(pipe(source, timeout(100), toArray())).rejects.toBe(error)
})

test.each([0, -1, Number.NaN, Infinity, 2 ** 31])('%d milliseconds are a RangeError', (ms) => {
  expect(() => timeout(ms)).toThrow(
    new RangeError(`timeout: ms must be a number of milliseconds from 1 to 2147483647, got ${ms}`),
  )
})

test('what is no number is a TypeError', () => {
  // @ts-expect-error a number is required
  expect(() => timeout('100')).toThrow(TypeError)
})
