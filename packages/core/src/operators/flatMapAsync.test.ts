import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import type { Source } from '../kernel/source.ts'
import { toArray } from '../sinks/toArray.ts'
import { range } from '../sources/range.ts'
import {
  collect,
  dripping,
  latch,
  recorded,
  recordedAsync,
  turn,
  type Latch,
} from '../testSupport.ts'
import { flatMapAsync } from './flatMapAsync.ts'
import { map } from './map.ts'
import { take } from './take.ts'

/** An async iterable whose answers the test gives, and which notes how often it was asked. */
function fed() {
  const answers: Latch<IteratorResult<string, undefined>>[] = []
  const answer = (index: number): Latch<IteratorResult<string, undefined>> =>
    (answers[index] ??= latch())
  let asked = 0
  const source: AsyncIterable<string> = {
    [Symbol.asyncIterator]: () => ({ next: () => answer(asked++).promise }),
  }
  return {
    source,
    asked: () => asked,
    give: (index: number, value: string) => answer(index).resolve({ value, done: false }),
    end: (index: number) => answer(index).resolve({ value: undefined, done: true }),
    fail: (index: number, error: unknown) => answer(index).reject(error),
  }
}

const both = [{ ordered: true }, { ordered: false }]

describe.each(both)('with %o', (options) => {
  const inners: [string, () => Source<number> | PromiseLike<Source<number>>][] = [
    ['an array', () => [1, 2]],
    ['a set', () => new Set([1, 2])],
    ['a flow', () => dripping([1, 2])],
    ['an async iterable', () => recordedAsync([1, 2])],
    ['a pipeline', () => pipe(range(0, 9), addOne, take(2))],
    ['a promise of an array', async () => [1, 2]],
    ['a promise of an async iterable', async () => recordedAsync([1, 2])],
  ]
  const addOne = map((n: number) => n + 1)

  test.each(inners)('the items may come from %s, over both kinds of source', async (_, inner) => {
    const flat = flatMapAsync(inner, options)
    expect(await pipe(['x', 'y'], flat, toArray())).toEqual([1, 2, 1, 2])
    expect(await pipe(dripping(['x', 'y']), flat, toArray())).toEqual([1, 2, 1, 2])
  })

  test('one source at a time is the default, opened when its turn comes', async () => {
    const events: string[] = []
    const flat = flatMapAsync((name: string) => recordedAsync([1], events, name), options)
    await pipe(['a', 'b'], flat, toArray())
    expect(events).toEqual(['a opened', 'a asked', 'a asked', 'b opened', 'b asked', 'b asked'])
  })

  test('with a concurrency of one nothing is read ahead', async () => {
    const inner = recorded(range(0, Infinity))
    const outer = recorded(['x', 'y'])
    const iterator = pipe(
      outer,
      flatMapAsync(() => inner, options),
    )[Symbol.asyncIterator]()
    await iterator.next()
    await iterator.next()
    expect(inner.events).toEqual(['source opened', 'source asked', 'source asked'])
    expect(outer.events).toEqual(['source opened', 'source asked'])
    await iterator.return?.()
  })

  test('as many sources are open as the concurrency says, and never more', async () => {
    let open = 0
    let most = 0
    const inner = async function* (n: number): AsyncGenerator<number> {
      most = Math.max(most, ++open)
      yield n
      await turn()
      yield n
      open--
    }
    const flat = flatMapAsync(inner, { ...options, concurrency: 3 })
    const items = await pipe(range(0, 10), flat, toArray())
    expect(items.toSorted((a, b) => a - b)).toEqual([...range(0, 10)].flatMap((n) => [n, n]))
    expect(most).toBe(3)
  })

  test('a callback under way counts as an open source', async () => {
    const outer = recorded(range(0, 10))
    const never = flatMapAsync(() => new Promise<number[]>(() => {}), {
      ...options,
      concurrency: 2,
    })
    const iterator = pipe(outer, never)[Symbol.asyncIterator]()
    void iterator.next()
    await turn()
    expect(outer.events.filter((event) => event === 'source asked')).toHaveLength(2)
    await iterator.return?.()
  })

  test('inner sources may be endless, and so may the outer one be', async () => {
    const flat = flatMapAsync(() => range(0, Infinity), { ...options, concurrency: 2 })
    expect(await pipe(range(0, Infinity), flat, take(5), toArray())).toHaveLength(5)
  })

  test('endless empty sources let timers run', async () => {
    const empty = flatMapAsync((): number[] => [], {
      ...options,
      concurrency: 2,
      signal: AbortSignal.timeout(5),
    })
    await expect(pipe(range(0, Infinity), empty, toArray())).rejects.toMatchObject({
      name: 'TimeoutError',
    })
  })

  test('many silent sources cost nothing: only what was woken is asked again', async () => {
    let pulls = 0
    const waiting = Array.from({ length: 50 }, () => fed())
    const counted = waiting.map(({ source }) => ({
      [Symbol.asyncIterator]: () => {
        const iterator = source[Symbol.asyncIterator]()
        return {
          next: () => {
            pulls++
            return iterator.next()
          },
        }
      },
    }))
    const result = pipe(
      counted,
      flatMapAsync((source) => source, { ...options, concurrency: Infinity }),
      take(1),
      toArray(),
    )
    await turn()
    expect(pulls).toBe(50)
    waiting[0]?.give(0, 'a')
    expect(await result).toEqual(['a'])
    expect(pulls).toBe(50)
  })

  test('an error of the outer source comes after every item of the inner ones', async () => {
    const outer = (function* () {
      yield 'a'
      throw new Error('outer')
    })()
    const inner = fed()
    const result = collect(
      pipe(
        outer,
        flatMapAsync(() => inner.source, { ...options, concurrency: 3 }),
      ),
    )
    await turn()
    inner.give(0, 'item')
    await turn()
    inner.end(1)
    expect(await result).toEqual({ items: ['item'], error: new Error('outer') })
  })

  test.each<[string, () => Promise<number[]>]>([
    [
      'thrown',
      () => {
        throw new Error('callback')
      },
    ],
    ['rejected with', () => Promise.reject(new Error('callback'))],
  ])('an error of the callback that is %s passes and closes the source', async (_, fail) => {
    const source = recordedAsync(['a', 'b'])
    await expect(pipe(source, flatMapAsync(fail, options), toArray())).rejects.toThrow('callback')
    expect(source.events.at(-1)).toBe('source closed')
  })

  test('after an error nothing new is begun, and late rejections are ignored', async () => {
    const gates = [latch<number[]>(), latch<number[]>()]
    let begun = 0
    const result = collect(
      pipe(
        range(0, 10),
        flatMapAsync((index) => (begun++, gates[index]?.promise ?? []), {
          ...options,
          concurrency: 2,
        }),
      ),
    )
    await turn()
    gates[0]?.reject(new Error('first'))
    expect(await result).toEqual({ items: [], error: new Error('first') })
    gates[1]?.reject(new Error('too late'))
    await turn()
    expect(begun).toBe(2)
  })

  test('a callback that leaves its own iteration opens nothing any more', async () => {
    const inner = recorded([1])
    const iterator: AsyncIterator<number> = pipe(
      dripping(['x', 'y']),
      flatMapAsync(() => {
        void iterator.return?.()
        return inner
      }, options),
    )[Symbol.asyncIterator]()
    expect((await iterator.next()).done).toBe(true)
    expect(inner.events).toEqual([])
  })

  test('a callback that leaves its own iteration may reject as well', async () => {
    const iterator: AsyncIterator<number> = pipe(
      dripping(['x', 'y']),
      flatMapAsync((): Promise<number[]> => {
        void iterator.return?.()
        return Promise.reject(new Error('unheard'))
      }, options),
    )[Symbol.asyncIterator]()
    expect((await iterator.next()).done).toBe(true)
    await turn() // an unhandled rejection would be seen by now
  })
})

describe('in order', () => {
  test('the items of one source come after all those of the one before', async () => {
    const [a, b] = [fed(), fed()]
    const result = pipe(
      [a, b],
      flatMapAsync(({ source }) => source, { concurrency: 2 }),
      toArray(),
    )
    await turn()
    b.give(0, 'b1')
    b.end(1)
    await turn()
    a.give(0, 'a1')
    await turn()
    a.give(1, 'a2')
    a.end(2)
    expect(await result).toEqual(['a1', 'a2', 'b1'])
  })

  test('a source behind the first is read one item ahead, and no further', async () => {
    const [a, b] = [fed(), fed()]
    const iterator = pipe(
      [a, b],
      flatMapAsync(({ source }) => source, { concurrency: 2 }),
    )[Symbol.asyncIterator]()
    const first = iterator.next()
    await turn()
    b.give(0, 'b1')
    a.give(0, 'a1')
    await first
    void iterator.next()
    await turn()
    expect([a.asked(), b.asked()]).toEqual([2, 1])
    await iterator.return?.()
  })

  test('an error comes in its place', async () => {
    const [a, b] = [fed(), fed()]
    const result = collect(
      pipe(
        [a, b],
        flatMapAsync(({ source }) => source, { concurrency: 2 }),
      ),
    )
    await turn()
    b.fail(0, new Error('second'))
    await turn()
    a.give(0, 'a1')
    a.end(1)
    expect(await result).toEqual({ items: ['a1'], error: new Error('second') })
  })
})

describe('out of order', () => {
  const unordered = { concurrency: 2, ordered: false }

  test('items come as they are there', async () => {
    const [a, b] = [fed(), fed()]
    const result = pipe(
      [a, b],
      flatMapAsync(({ source }) => source, unordered),
      toArray(),
    )
    await turn()
    b.give(0, 'b1')
    await turn()
    b.end(1)
    a.give(0, 'a1')
    a.end(1)
    expect(await result).toEqual(['b1', 'a1'])
  })

  test('sources that all have items take turns', async () => {
    const result = pipe(
      ['a', 'b'],
      flatMapAsync((name) => [`${name}1`, `${name}2`, `${name}3`], unordered),
      toArray(),
    )
    expect(await result).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'b3'])
  })
})

test('the callback gets the item, its index, and a signal that is aborted with the run', async () => {
  const calls: unknown[] = []
  let seen: AbortSignal | undefined
  const iterator = pipe(
    ['a', 'b'],
    flatMapAsync((item, index, { signal }) => {
      calls.push([item, index])
      seen = signal
      return [item]
    }),
  )[Symbol.asyncIterator]()
  await iterator.next()
  await iterator.next()
  expect(calls).toEqual([
    ['a', 0],
    ['b', 1],
  ])
  expect(seen?.aborted).toBe(false)
  await iterator.return?.()
  expect(seen?.aborted).toBe(true)
})

test.each([
  ['abc', 'flatMapAsync: the callback must not return a string, got "abc"'],
  [5, '5 is not iterable'],
])('a callback that gives %o is a TypeError', async (value, message) => {
  await expect(
    pipe(
      ['x'],
      flatMapAsync(async () => value as unknown as Source),
      toArray(),
    ),
  ).rejects.toThrow(new TypeError(message))
})

test('bad arguments are refused at the call', () => {
  // @ts-expect-error a function is required
  expect(() => flatMapAsync([1])).toThrow(
    new TypeError('flatMapAsync: callback must be a function, got an array of 1'),
  )
  expect(() => flatMapAsync(() => [], { concurrency: 0 })).toThrow(
    new RangeError(
      'flatMapAsync: concurrency must be a whole number of at least 1, or Infinity, got 0',
    ),
  )
})
