import { describe, expect, test, vi } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { WAIT } from '../kernel/pull.ts'
import { toArray } from '../sinks/toArray.ts'
import { fromPull } from '../sources/fromPull.ts'
import { range } from '../sources/range.ts'
import { dripping, fakeTimers, recorded, silent } from '../testSupport.ts'
import { chunksWithin } from './chunksWithin.ts'
import { take } from './take.ts'

fakeTimers()

/** A source that gives what the test says, when the test says so. */
function fed() {
  const items: string[] = []
  let wake = (): void => {}
  let error: Error | undefined
  return {
    source: fromPull<string>((run) => {
      wake = () => run.wake()
      return () => {
        const item = items.shift()
        if (item !== undefined) return item
        if (error) throw error
        return WAIT
      }
    }),
    give: (...given: string[]) => {
      items.push(...given)
      wake()
    },
    fail: (thrown: Error) => {
      error = thrown
      wake()
    },
  }
}

/** The chunks that come out, with the error at the end if there is one. */
function gather(source: AsyncIterable<unknown>) {
  const chunks: unknown[] = []
  const iterator = source[Symbol.asyncIterator]()
  const loop = async (): Promise<void> => {
    try {
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
        chunks.push(next.value)
      }
    } catch (error) {
      chunks.push(error)
    }
  }
  void loop()
  return { chunks, leave: async () => iterator.return?.() }
}

test('a source that is fast fills its chunks, and the rest comes with the end', async () => {
  const cut = chunksWithin<number>({ size: 2, ms: 100 })
  expect(await pipe([1, 2, 3], cut, toArray())).toEqual([[1, 2], [3]])
  expect(await pipe(dripping([1, 2, 3, 4]), cut, toArray())).toEqual([
    [1, 2],
    [3, 4],
  ])
  expect(await pipe([], cut, toArray())).toEqual([])
})

test('a chunk that is not full is delivered `ms` after its first item', async () => {
  const { source, give } = fed()
  const { chunks, leave } = gather(pipe(source, chunksWithin({ size: 10, ms: 100 })))
  give('a')
  await vi.advanceTimersByTimeAsync(60)
  give('b')
  await vi.advanceTimersByTimeAsync(39)
  expect(chunks).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(chunks).toEqual([['a', 'b']])
  await leave()
})

test('the time begins anew with the first item of the next chunk, and none is empty', async () => {
  const { source, give } = fed()
  const { chunks, leave } = gather(pipe(source, chunksWithin({ size: 2, ms: 100 })))
  give('a')
  await vi.advanceTimersByTimeAsync(90)
  give('b') // full: its timer is gone
  await vi.advanceTimersByTimeAsync(500)
  expect(chunks).toEqual([['a', 'b']])
  give('c')
  await vi.advanceTimersByTimeAsync(99)
  expect(chunks).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(chunks).toEqual([['a', 'b'], ['c']])
  await leave()
})

test('no more is taken than a chunk needs, nor while the consumer is busy', async () => {
  const source = recorded(range(0, Infinity))
  const iterator = pipe(source, chunksWithin({ size: 3, ms: 100 }))[Symbol.asyncIterator]()
  await iterator.next()
  await vi.advanceTimersByTimeAsync(500)
  expect(source.events.filter((event) => event === 'source asked')).toHaveLength(3)
  await iterator.return?.()
})

test('an endless source can be taken from', async () => {
  const chunks = pipe(range(0, Infinity), chunksWithin({ size: 2, ms: 5 }), take(1), toArray())
  expect(await chunks).toEqual([[0, 1]])
})

test('what has been gathered comes before an error of the source', async () => {
  const { source, give, fail } = fed()
  const { chunks } = gather(pipe(source, chunksWithin({ size: 10, ms: 100 })))
  give('a', 'b')
  fail(new Error('source'))
  await vi.advanceTimersByTimeAsync(0)
  expect(chunks).toEqual([['a', 'b'], new Error('source')])
})

test('leaving early closes the source and clears the timer', async () => {
  const { source, give } = fed()
  const { leave } = gather(pipe(source, chunksWithin({ size: 10, ms: 100 })))
  give('a')
  expect(vi.getTimerCount()).toBe(1)
  await leave()
  expect(vi.getTimerCount()).toBe(0)
  const quiet = silent()
  const other = gather(pipe(quiet, chunksWithin({ size: 10, ms: 100 })))
  await other.leave()
  expect(quiet.closed).toBe(true)
})

describe('a bad option is refused at the call', () => {
  test.each([0, 1.5, Infinity])('a size of %d', (size) => {
    expect(() => chunksWithin({ size, ms: 1 })).toThrow(RangeError)
  })

  test.each([0, -1, Number.NaN, Infinity])('%d milliseconds', (ms) => {
    expect(() => chunksWithin({ size: 1, ms })).toThrow(RangeError)
  })

  test('what has the wrong shape', () => {
    // @ts-expect-error the options are required
    expect(() => chunksWithin()).toThrow(
      new TypeError('chunksWithin: options must be an object, got undefined'),
    )
    // @ts-expect-error `ms` is required
    expect(() => chunksWithin({ size: 1 })).toThrow(TypeError)
    // @ts-expect-error a number is required
    expect(() => chunksWithin({ size: '1', ms: 1 })).toThrow(TypeError)
  })
})
