import { describe, expect, test } from 'vitest'
import { AlreadyConsumedError } from '../kernel/alreadyConsumedError.ts'
import { pipe } from '../kernel/pipe.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded, recordedAsync, turn } from '../testSupport.ts'
import { BufferOverflowError } from './bufferOverflowError.ts'
import { range } from './range.ts'
import { share } from './share.ts'

const count = (events: readonly string[], event: string): number =>
  events.filter((other) => other === event).length

describe('over an asynchronous source', () => {
  test('consumers that run at the same time share one run', async () => {
    const source = recordedAsync([1, 2, 3])
    const shared = share(source)
    expect(source.events).toEqual([])
    expect(await Promise.all([pipe(shared, toArray()), pipe(shared, toArray())])).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ])
    expect(count(source.events, 'source opened')).toBe(1)
  })

  test('one that comes later gets what comes from then on', async () => {
    const shared = share(dripping([1, 2, 3, 4]))
    const first = shared[Symbol.asyncIterator]()
    await first.next()
    await first.next()
    const late = pipe(shared, toArray())
    expect([(await first.next()).value, (await first.next()).value]).toEqual([3, 4])
    expect((await first.next()).done).toBe(true)
    expect(await late).toEqual([3, 4])
  })

  test('the source is closed with the last, who waits for its cleanup', async () => {
    const source = recordedAsync(range(0, Infinity))
    const shared = share(source)
    const [first, second] = [shared[Symbol.asyncIterator](), shared[Symbol.asyncIterator]()]
    await Promise.all([first.next(), second.next()])
    await first.return?.()
    expect(source.events).not.toContain('source closing')
    await second.return?.()
    expect(source.events.at(-1)).toBe('source closed')
  })

  test('after all have left, the next begins a new run', async () => {
    const source = recordedAsync([1, 2, 3])
    const shared = share(source)
    expect(await pipe(shared, take(1), toArray())).toEqual([1])
    expect(await pipe(shared, toArray())).toEqual([1, 2, 3])
    expect(count(source.events, 'source opened')).toBe(2)
  })

  test('one that comes when the source has ended begins a new run, while others read the rest', async () => {
    const shared = share(dripping([1, 2]))
    const [fast, slow] = [shared[Symbol.asyncIterator](), shared[Symbol.asyncIterator]()]
    while (!(await fast.next()).done);
    expect(await pipe(shared, toArray())).toEqual([1, 2])
    expect([(await slow.next()).value, (await slow.next()).value]).toEqual([1, 2])
    expect((await slow.next()).done).toBe(true)
  })

  test('a source that can be read once is not begun again in silence', async () => {
    async function* once() {
      yield 1
    }
    const shared = share(once())
    expect(await pipe(shared, toArray())).toEqual([1])
    await expect(pipe(shared, toArray())).rejects.toThrow(AlreadyConsumedError)
  })

  test('the fast one waits for the slow one', async () => {
    const source = recordedAsync(range(0, 10))
    const shared = share(source, { limit: 2 })
    const slow = shared[Symbol.asyncIterator]()
    const fast = pipe(shared, toArray())
    await turn()
    await turn()
    expect(count(source.events, 'source asked')).toBe(3)
    await slow.return?.()
    expect(await fast).toHaveLength(10)
  })
})

describe('over a synchronous source', () => {
  test('consumers in turn share one run, and a late one misses what was before', () => {
    const source = recorded(range(0, 4))
    const shared = share(source)
    const first = shared[Symbol.iterator]()
    first.next()
    const late = shared[Symbol.iterator]()
    expect([late.next().value, first.next().value, first.next().value]).toEqual([1, 1, 2])
    first.return?.()
    expect(source.events).not.toContain('source closed')
    late.return?.()
    expect(count(source.events, 'source closed')).toBe(1)
  })

  test('one after the other, each has a run of its own', () => {
    const shared = share([1, 2])
    expect([[...shared], [...shared]]).toEqual([
      [1, 2],
      [1, 2],
    ])
  })

  test('one that would be further ahead than `limit` gets an error', () => {
    const shared = share(range(0, 10), { limit: 2 })
    const idle = shared[Symbol.iterator]()
    expect(() => [...shared]).toThrow(BufferOverflowError)
    expect(() => [...shared]).toThrow(/share: a consumer may be 2 items ahead/)
    idle.return?.()
  })
})
