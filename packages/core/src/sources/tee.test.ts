import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { AlreadyConsumedError } from '../kernel/alreadyConsumedError.ts'
import { openCursor } from '../kernel/openCursor.ts'
import { pipe } from '../kernel/pipe.ts'
import { DONE, WAIT } from '../kernel/pull.ts'
import { map } from '../operators/map.ts'
import { mapAsync } from '../operators/mapAsync.ts'
import { take } from '../operators/take.ts'
import { count } from '../sinks/count.ts'
import { forEach } from '../sinks/forEach.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded, recordedAsync, silent, turn } from '../testSupport.ts'
import { BufferOverflowError } from './bufferOverflowError.ts'
import { fromBatches } from './fromBatches.ts'
import { fromPull } from './fromPull.ts'
import { range } from './range.ts'
import { tee } from './tee.ts'

function* failingAfter(items: number, error: unknown): Generator<number> {
  for (let item = 1; item <= items; item++) yield item
  throw error
}

describe('over a synchronous source', () => {
  test('every reader gets every item, over one run', () => {
    const source = recorded([1, 2, 3])
    const [first, second] = tee(source, 2)
    expect([...first]).toEqual([1, 2, 3])
    expect([...second]).toEqual([1, 2, 3])
    expect(source.events.filter((event) => event === 'source opened')).toHaveLength(1)
    expect(source.events).not.toContain('source closed')
  })

  test('nothing is opened before a reader is, and nothing is asked for before it asks', () => {
    const source = recorded([1, 2])
    const [first] = tee(source, 2)
    expect(source.events).toEqual([])
    const iterator = first[Symbol.iterator]()
    expect(source.events).toEqual(['source opened'])
    iterator.next()
    expect(source.events).toEqual(['source opened', 'source asked'])
  })

  test('a reader can be iterated once', () => {
    const [reader] = tee([1], 1)
    expect([...reader]).toEqual([1])
    expect(() => [...reader]).toThrow(AlreadyConsumedError)
  })

  test('the source is closed when the last reader has left, once', () => {
    const source = recorded([1, 2, 3])
    const [first, second] = tee(source, 2)
    expect(pipe(first, take(1), toArray())).toEqual([1])
    expect(source.events).not.toContain('source closed')
    expect(pipe(second, take(2), toArray())).toEqual([1, 2])
    expect(source.events.filter((event) => event === 'source closed')).toHaveLength(1)
  })

  test('an error of the source reaches every reader, after the items before it', () => {
    const error = new Error('broken')
    for (const reader of tee(failingAfter(2, error), 3)) {
      const items: number[] = []
      expect(() =>
        pipe(
          reader,
          forEach((item) => void items.push(item)),
        ),
      ).toThrow(error)
      expect(items).toEqual([1, 2])
    }
  })

  test('a source of exactly `limit` items can be read by one after the other', () => {
    const [first, second] = tee([1, 2, 3], 2, { limit: 3 })
    expect([...first]).toEqual([1, 2, 3])
    expect([...second]).toEqual([1, 2, 3])
  })

  test('a reader that would be further ahead gets an error, and the others go on', () => {
    const [fast, slow, slowest] = tee(range(0, 6), 3, { limit: 2 })
    const items: number[] = []
    let error: unknown
    try {
      for (const item of fast) items.push(item)
    } catch (caught) {
      error = caught
    }
    expect(items).toEqual([0, 1])
    expect(error).toBeInstanceOf(BufferOverflowError)
    expect(error).toMatchObject({ code: 'BUFFER_OVERFLOW', limit: 2 })
    expect(String(error)).toContain('tee: a reader may be 2 items ahead')
    const iterators = [slow[Symbol.iterator](), slowest[Symbol.iterator]()]
    for (let item = 0; item < 6; item++) {
      expect(iterators.map((iterator) => iterator.next().value)).toEqual([item, item])
    }
  })

  test('under `drop-oldest` a slow reader loses what it has not taken for longest', () => {
    const [fast, slow] = tee(range(0, 10), 2, { limit: 3, policy: 'drop-oldest' })
    const iterator = slow[Symbol.iterator]()
    expect([...fast]).toHaveLength(10)
    expect([...{ [Symbol.iterator]: () => iterator }]).toEqual([7, 8, 9])
  })

  test('under `drop-newest` it loses what came when it had no room', () => {
    const [fast, slow] = tee(range(0, 10), 2, { limit: 3, policy: 'drop-newest' })
    expect([...fast]).toHaveLength(10)
    expect([...slow]).toEqual([0, 1, 2])
  })

  test('a source that reads what it gives is told so', () => {
    const source = pipe(
      [1, 2],
      map((item): number => item + (reader[Symbol.iterator]().next().value ?? 0)),
    )
    const [first, reader] = tee(source, 2)
    expect(() => [...first]).toThrow(/cannot read what it gives/)
  })

  test('its readers let the event loop turn in an asynchronous pipeline', async () => {
    const [first, second] = tee(range(0, Infinity), 2, { policy: 'drop-oldest', limit: 1 })
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 1)
    const seen = pipe(
      first,
      mapAsync((item: number) => item, { signal: controller.signal }),
      count(),
    )
    await expect(seen).rejects.toHaveProperty('name', 'AbortError')
    expect(second[Symbol.iterator]().next().done).toBe(false)
  })
})

describe('over an asynchronous source', () => {
  test('readers that run at the same time get everything, in lockstep of `limit`', async () => {
    const [first, second, third] = tee(dripping(range(0, 100)), 3, { limit: 1 })
    const all = Array.from({ length: 100 }, (_, index) => index)
    expect(
      await Promise.all([first, second, third].map((reader) => pipe(reader, toArray()))),
    ).toEqual([all, all, all])
  })

  test('so do those over a source that never has to wait', async () => {
    const source = fromBatches(() => [Array.from({ length: 5000 }, (_, index) => index)])
    const [first, second] = tee(source, 2, { limit: 7 })
    expect(await Promise.all([pipe(first, count()), pipe(second, count())])).toEqual([5000, 5000])
  })

  test('the fast reader waits for the slow one, and the source is not asked for more', async () => {
    const source = recordedAsync(range(0, 10))
    const [fast, slow] = tee(source, 2, { limit: 2 })
    const items: number[] = []
    const reading = pipe(
      fast,
      forEach((item) => void items.push(item)),
    )
    await turn()
    expect(items).toEqual([0, 1])
    // The third shows that the source goes on. Nobody has it yet.
    expect(source.events.filter((event) => event === 'source asked')).toHaveLength(3)
    const iterator = slow[Symbol.asyncIterator]()
    await iterator.next()
    await turn()
    expect(items).toEqual([0, 1, 2])
    await iterator.return?.()
    await reading
    expect(items).toHaveLength(10)
  })

  test('a slow reader is not waited for when it has left', async () => {
    const [fast, slow] = tee(dripping(range(0, 10)), 2, { limit: 1 })
    const reading = pipe(fast, count())
    await turn()
    await slow[Symbol.asyncIterator]().return?.()
    expect(await reading).toBe(10)
  })

  test('a source of exactly `limit` items can be read by one after the other', async () => {
    const [first, second] = tee(dripping([1, 2]), 2, { limit: 2 })
    expect(await pipe(first, toArray())).toEqual([1, 2])
    expect(await pipe(second, toArray())).toEqual([1, 2])
  })

  test('an error of the source reaches every reader, after the items before it', async () => {
    const error = new Error('broken')
    const source = fromBatches(() =>
      pipe(
        failingAfter(2, error),
        map((item) => [item]),
      ),
    )
    const outcomes = tee(source, 2).map(async (reader) => {
      const items: number[] = []
      await expect(
        pipe(
          reader,
          forEach((item) => void items.push(item)),
        ),
      ).rejects.toBe(error)
      return items
    })
    expect(await Promise.all(outcomes)).toEqual([
      [1, 2],
      [1, 2],
    ])
  })

  test('an error reaches a reader that waits for room', async () => {
    const error = new Error('broken')
    const [fast, slow] = tee(
      fromBatches(() =>
        pipe(
          failingAfter(2, error),
          map((n) => [n]),
        ),
      ),
      2,
      {
        limit: 1,
      },
    )
    const reading = pipe(fast, toArray())
    await turn()
    await expect(pipe(slow, toArray())).rejects.toBe(error)
    await expect(reading).rejects.toBe(error)
  })

  test('the last who leaves waits for the cleanup of the source, and gets its error', async () => {
    const error = new Error('cannot close')
    const source: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ value: 1, done: false }),
        return: async () => {
          await turn()
          throw error
        },
      }),
    }
    const [first, second] = tee(source, 2)
    expect(await pipe(first, take(1), toArray())).toEqual([1])
    await expect(pipe(second, take(1), toArray())).rejects.toBe(error)
  })

  test('readers can leave while the source never answers', async () => {
    const source = silent()
    const iterators = tee(source, 2).map((reader) => reader[Symbol.asyncIterator]())
    const pending = iterators.map(async (iterator) => iterator.next())
    await iterators[0]?.return?.()
    expect(source.closed).toBe(false)
    await iterators[1]?.return?.()
    expect(source.closed).toBe(true)
    expect(await Promise.all(pending)).toEqual([
      { value: undefined, done: true },
      { value: undefined, done: true },
    ])
  })

  test('the source never sees two calls of `next()` at a time', async () => {
    let pending = 0
    let most = 0
    const source = {
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          most = Math.max(most, ++pending)
          await turn()
          pending--
          return { value: 1, done: false as const }
        },
      }),
    }
    const readers = tee(source, 3, { limit: 2 })
    await Promise.all(readers.map((reader) => pipe(reader, take(4), count())))
    expect(most).toBe(1)
  })

  test('under `throw` the reader that would be further ahead gets an error', async () => {
    const [fast, slow] = tee(dripping(range(0, 5)), 2, { limit: 2, policy: 'throw' })
    await expect(pipe(fast, toArray())).rejects.toBeInstanceOf(BufferOverflowError)
    expect(await pipe(slow, toArray())).toEqual([0, 1, 2, 3, 4])
  })

  test.each([
    ['drop-oldest', [8, 9]],
    ['drop-newest', [0, 1]],
  ] as const)('under `%s` an idle reader finds %j', async (policy, left) => {
    const [fast, slow] = tee(dripping(range(0, 10)), 2, { limit: 2, policy })
    expect(await pipe(fast, count())).toBe(10)
    expect(await pipe(slow, toArray())).toEqual(left)
  })

  test('a wake during a pull is not lost', async () => {
    // It says that it has more to say before it has answered that it has not.
    const source = fromPull<number>((run) => {
      let pulls = 0
      return () => {
        pulls++
        if (pulls > 4) return DONE
        if (pulls % 2 === 0) return pulls
        run.wake()
        return WAIT
      }
    })
    const [first, second] = tee(source, 2)
    expect(await Promise.all([pipe(first, toArray()), pipe(second, toArray())])).toEqual([
      [2, 4],
      [2, 4],
    ])
  })

  test('a source that reads what it gives waits for its turn', async () => {
    const answers: unknown[] = []
    const source = pipe(
      dripping([1, 2]),
      map((item) => {
        answers.push(inner.pull())
        return item
      }),
    )
    const [first, second] = tee(source, 2)
    vi.useFakeTimers({ toFake: ['performance'] }) // on a busy machine it may wait for the event loop, too
    onTestFinished(() => void vi.useRealTimers())
    const inner = openCursor(second)
    expect(await pipe(first, toArray())).toEqual([1, 2])
    expect(answers).toEqual([WAIT, 1])
    await inner.close()
  })
})

test('the kinds of overflow that a synchronous reader cannot have are refused', () => {
  // @ts-expect-error: it cannot wait
  expect(() => tee([1], 2, { policy: 'wait' })).toThrow(RangeError)
})
