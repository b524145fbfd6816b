import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { AlreadyConsumedError } from '../kernel/alreadyConsumedError.ts'
import { Flow } from '../kernel/flow.ts'
import { pipe } from '../kernel/pipe.ts'
import { map } from '../operators/map.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { turn } from '../testSupport.ts'
import { channel } from './channel.ts'
import { ChannelFullError } from './channelFullError.ts'

/** What a promise has come to, `'pending'` if nothing yet. */
async function stateOf(promise: Promise<unknown>): Promise<unknown> {
  await turn()
  return Promise.race([promise, Promise.resolve('pending')])
}

describe('the reader', () => {
  test('gets what was pushed before it came, and what comes after', async () => {
    const numbers = channel<number>()
    expect(numbers).toBeInstanceOf(Flow)
    void numbers.push(1)
    const result = pipe(
      numbers,
      map((n) => n * 10),
      toArray(),
    )
    await turn()
    void numbers.push(2)
    numbers.end()
    expect(await result).toEqual([10, 20])
  })

  test('gets everything that was pushed before the end, and the end again', async () => {
    const numbers = channel<number>()
    void numbers.push(1)
    numbers.end()
    const iterator = numbers[Symbol.asyncIterator]()
    expect((await iterator.next()).value).toBe(1)
    expect((await iterator.next()).done).toBe(true)
    expect((await iterator.next()).done).toBe(true)
  })

  test('gets the items before an error first, and then the error itself', async () => {
    const error = { not: 'even an Error' }
    const numbers = channel<number>()
    void numbers.push(1)
    numbers.fail(error)
    const iterator = numbers[Symbol.asyncIterator]()
    expect((await iterator.next()).value).toBe(1)
    await expect(iterator.next()).rejects.toBe(error)
  })

  test('gets an error while it waits, also one that is undefined', async () => {
    const numbers = channel<number>()
    const pending = numbers[Symbol.asyncIterator]().next()
    await turn()
    numbers.fail(undefined)
    await expect(pending).rejects.toBe(undefined)
  })

  test('gets every value untouched', async () => {
    const promise = Promise.reject(new Error('a value'))
    promise.catch(() => {})
    const values = channel<unknown>()
    for (const value of [undefined, null, promise]) void values.push(value)
    values.end()
    const [first, second, third] = await pipe(values, toArray())
    expect([first, second]).toEqual([undefined, null])
    expect(third).toBe(promise)
  })

  test('is the only one', async () => {
    const numbers = channel<number>()
    void numbers.push(1)
    const first = numbers[Symbol.asyncIterator]()
    await expect(pipe(numbers, toArray())).rejects.toThrow(AlreadyConsumedError)
    expect((await first.next()).value).toBe(1)
    expect(await stateOf(Promise.resolve(numbers.push(2)))).toBe(true)
  })
})

test('the first end counts', async () => {
  const ended = channel<number>()
  ended.end()
  ended.fail(new Error('too late'))
  expect(await pipe(ended, toArray())).toEqual([])
  const failed = channel<number>()
  failed.fail(new Error('first'))
  failed.fail(new Error('second'))
  failed.end()
  await expect(pipe(failed, toArray())).rejects.toThrow('first')
})

test('its methods can be passed on as callbacks', async () => {
  const emitter = new EventEmitter()
  const lines = channel<string>({ policy: 'throw' })
  emitter.on('line', lines.push).on('close', lines.end)
  for (const line of ['a', 'b']) emitter.emit('line', line)
  emitter.emit('close')
  expect(await pipe(lines, toArray())).toEqual(['a', 'b'])
})

describe("the policy 'wait'", () => {
  test('answers true at once while there is room', async () => {
    const numbers = channel<number>({ limit: 2 })
    expect(await stateOf(numbers.push(1))).toBe(true)
    expect(await stateOf(numbers.push(2))).toBe(true)
    expect(await stateOf(numbers.push(3))).toBe('pending')
  })

  test('answers true when the reader has made room, in order', async () => {
    const numbers = channel<number>({ limit: 1 })
    const pushes = [1, 2, 3].map((n) => numbers.push(n))
    const iterator = numbers[Symbol.asyncIterator]()
    expect((await iterator.next()).value).toBe(1)
    expect(await Promise.all(pushes.map(stateOf))).toEqual([true, true, 'pending'])
    expect((await iterator.next()).value).toBe(2)
    expect(await Promise.all(pushes.map(stateOf))).toEqual([true, true, true])
    expect((await iterator.next()).value).toBe(3)
  })

  test('holds a producer back that awaits', async () => {
    const numbers = channel<number>({ limit: 3 })
    let pushed = 0
    const producer = (async () => {
      while (await numbers.push(pushed)) pushed++
    })()
    await turn()
    expect(pushed).toBe(3)
    const iterator = numbers[Symbol.asyncIterator]()
    await iterator.next()
    await turn()
    expect(pushed).toBe(4)
    await iterator.return?.()
    await producer
    expect(pushed).toBe(4)
  })

  test('keeps what was waiting when the end came', async () => {
    const numbers = channel<number>({ limit: 1 })
    const pushes = [1, 2, 3].map((n) => numbers.push(n))
    numbers.end()
    expect(await pipe(numbers, toArray())).toEqual([1, 2, 3])
    expect(await Promise.all(pushes)).toEqual([true, true, true])
  })

  test('answers false to what is waiting when the reader leaves', async () => {
    const numbers = channel<number>({ limit: 1 })
    const pushes = [1, 2, 3].map((n) => numbers.push(n))
    expect(await pipe(numbers, take(1), toArray())).toEqual([1])
    // The second one had got room when the first was read.
    expect(await Promise.all(pushes)).toEqual([true, true, false])
  })

  test('does not grow without bound if nobody awaits', () => {
    const numbers = channel<number>({ limit: 2 })
    for (let n = 0; n < 1026; n++) void numbers.push(n)
    expect(() => numbers.push(1026)).toThrow(
      expect.objectContaining({ code: 'CHANNEL_FULL', limit: 2 }) as Error,
    )
  })
})

test("the policy 'throw' throws, and keeps what is there", async () => {
  const numbers = channel<number>({ limit: 1, policy: 'throw' })
  expect(numbers.push(1)).toBe(true)
  expect(() => numbers.push(2)).toThrow(ChannelFullError)
  expect((await numbers[Symbol.asyncIterator]().next()).value).toBe(1)
  expect(numbers.push(3)).toBe(true)
})

test("the policy 'drop-oldest' makes room for the newest", async () => {
  const numbers = channel<number>({ limit: 2, policy: 'drop-oldest' })
  expect([1, 2, 3, 4].map((n) => numbers.push(n))).toEqual([true, true, true, true])
  numbers.end()
  expect(await pipe(numbers, toArray())).toEqual([3, 4])
})

test("the policy 'drop-newest' keeps the oldest, and says so", async () => {
  const numbers = channel<number>({ limit: 2, policy: 'drop-newest' })
  expect([1, 2, 3, 4].map((n) => numbers.push(n))).toEqual([true, true, false, false])
  numbers.end()
  expect(await pipe(numbers, toArray())).toEqual([1, 2])
})

describe('a push that nobody will read answers false', () => {
  test('after the end', async () => {
    const numbers = channel<number>()
    numbers.end()
    expect(await numbers.push(1)).toBe(false)
    const failed = channel<number>({ policy: 'throw' })
    failed.fail(new Error('over'))
    expect(failed.push(1)).toBe(false)
  })

  test('after the reader has left, also one that read nothing', async () => {
    const numbers = channel<number>()
    await numbers[Symbol.asyncIterator]().return?.()
    expect(await numbers.push(1)).toBe(false)
    const dropping = channel<number>({ policy: 'drop-oldest' })
    dropping.push(1)
    await pipe(dropping, take(1), toArray())
    expect(dropping.push(2)).toBe(false)
    dropping.end()
  })
})

test('a producer and a reader that never have to wait let the event loop turn', async () => {
  const numbers = channel<number>({ limit: 1, policy: 'drop-oldest' })
  const refill = map((n: number) => {
    numbers.push(n)
    return n
  })
  numbers.push(0)
  const turned = turn().then(numbers.end)
  const items = await pipe(numbers, refill, toArray())
  await turned
  expect(items.length).toBeGreaterThan(1)
})

describe('a bad option is refused at the call', () => {
  test.each([
    [5, 'channel: options must be an object, got 5'],
    [{ limit: '1' }, 'channel: limit must be a whole number of at least 1, got "1"'],
    [{ policy: null }, /^channel: policy must be 'wait', .* got null$/u],
  ])('with a TypeError for the wrong shape: %o', (options, message) => {
    expect(() => channel(options as never)).toThrow(TypeError)
    expect(() => channel(options as never)).toThrow(message)
  })

  test.each([
    [{ limit: 0 }, 'channel: limit must be a whole number of at least 1, got 0'],
    [{ limit: Infinity }, 'channel: limit must be a whole number of at least 1, got Infinity'],
    [{ policy: 'grow' }, /^channel: policy must be 'wait', .* got "grow"$/u],
  ])('with a RangeError for the wrong value: %o', (options, message) => {
    expect(() => channel(options as never)).toThrow(RangeError)
    expect(() => channel(options as never)).toThrow(message)
  })
})
