import { describe, expect, test, vi } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { count } from '../sinks/count.ts'
import { toArray } from '../sinks/toArray.ts'
import { range } from '../sources/range.ts'
import {
  collect,
  dripping,
  latch,
  recorded,
  recordedAsync,
  stopClock,
  turn,
  type Latch,
} from '../testSupport.ts'
import { mapAsync } from './mapAsync.ts'
import { take } from './take.ts'

stopClock()

// An unhandled rejection fails the whole run of vitest, so the tests below need not look for any.

/** A callback whose promises settle when the test says so. */
function gated() {
  const gates: Latch<string>[] = []
  const callback = (_item: unknown, index: number): Promise<string> => {
    const gate = latch<string>()
    gates[index] = gate
    return gate.promise
  }
  const gate = (index: number): Latch<string> => {
    const found = gates[index]
    if (found === undefined) throw new Error(`callback ${index} was not called`)
    return found
  }
  return { callback, gate, begun: () => gates.length }
}

test('delivers what the promises resolve to, over both kinds of source', async () => {
  const double = mapAsync(async (n: number) => n * 2)
  expect(await pipe([1, 2], double, toArray())).toEqual([2, 4])
  expect(await pipe(dripping([1, 2]), double, toArray())).toEqual([2, 4])
  expect(await pipe([], double, toArray())).toEqual([])
})

test('the callback gets the item, its index, and a context with a signal', async () => {
  const calls: unknown[] = []
  await pipe(
    ['a', 'b'],
    mapAsync(async (item, index, context) => calls.push([item, index, context.signal.aborted])),
    count(),
  )
  expect(calls).toEqual([
    ['a', 0, false],
    ['b', 1, false],
  ])
})

describe.each([1, 3])('with a concurrency of %d', (concurrency) => {
  test.each([true, false])(
    'and ordered %o, that many are under way, and never more',
    async (ordered) => {
      const { callback, gate, begun } = gated()
      const source = recorded(range(0, 10))
      const result = pipe(source, mapAsync(callback, { concurrency, ordered }), count())
      await vi.waitFor(() => expect(begun()).toBe(concurrency))
      expect(source.events.filter((event) => event === 'source asked')).toHaveLength(concurrency)
      for (let index = 0; index < 10; index++) {
        gate(index).resolve('done')
        await vi.waitFor(() => expect(begun()).toBe(Math.min(10, index + 1 + concurrency)))
      }
      expect(await result).toBe(10)
    },
  )
})

test('a consumer that takes nothing holds the source back, however many have settled', async () => {
  const source = recorded(range(0, Infinity))
  const iterator = pipe(
    source,
    mapAsync(async (n) => n, { concurrency: 3, ordered: false }),
  )[Symbol.asyncIterator]()
  await iterator.next()
  await turn()
  await turn()
  expect(source.events.filter((event) => event === 'source asked').length).toBeLessThanOrEqual(4)
  await iterator.return?.()
})

test('an unlimited concurrency begins all', async () => {
  const { callback, gate, begun } = gated()
  const result = pipe(range(0, 100), mapAsync(callback, { concurrency: Infinity }), toArray())
  await turn()
  expect(begun()).toBe(100)
  for (let index = 99; index >= 0; index--) gate(index).resolve(String(index))
  expect(await result).toEqual(Array.from({ length: 100 }, (_, index) => String(index)))
})

describe('the order', () => {
  test('of results is that of the items', async () => {
    const { callback, gate } = gated()
    const result = pipe(['a', 'b', 'c'], mapAsync(callback, { concurrency: 3 }), toArray())
    await turn()
    gate(2).resolve('third')
    gate(0).resolve('first')
    gate(1).resolve('second')
    expect(await result).toEqual(['first', 'second', 'third'])
  })

  test('of results is that in which they come if `ordered` is false', async () => {
    const { callback, gate } = gated()
    const result = pipe(
      ['a', 'b', 'c'],
      mapAsync(callback, { concurrency: 3, ordered: false }),
      toArray(),
    )
    await turn()
    for (const index of [2, 0, 1]) gate(index).resolve(String(index))
    expect(await result).toEqual(['2', '0', '1'])
  })
})

describe('a callback that does not give a promise', () => {
  test('has its result delivered like any other', async () => {
    expect(
      await pipe(
        [1, 2],
        mapAsync((n) => n * 2, { concurrency: 2 }),
        toArray(),
      ),
    ).toEqual([2, 4])
    const mixed = mapAsync((n: number) => (n % 2 ? n : Promise.resolve(n)), { concurrency: 2 })
    expect(await pipe([1, 2, 3], mixed, toArray())).toEqual([1, 2, 3])
  })

  test('may give a thenable', async () => {
    // oxlint-disable-next-line unicorn/no-thenable -- that is what is tested
    const thenable = { then: (resolve: (value: string) => void) => resolve('then') }
    const operator = mapAsync(() => thenable as unknown as PromiseLike<string>)
    expect(await pipe([1], operator, toArray())).toEqual(['then'])
  })

  test('lets an endless source be taken from', async () => {
    const endless = pipe(
      range(0, Infinity),
      mapAsync((n) => n, { concurrency: 4 }),
      take(2),
      toArray(),
    )
    expect(await endless).toEqual([0, 1])
  })

  test.each([undefined, null, 0])('may give %o', async (result) => {
    expect(
      await pipe(
        [1],
        mapAsync(() => result),
        toArray(),
      ),
    ).toEqual([result])
  })
})

describe('an error of a callback', () => {
  const error = new Error('callback')

  test.each<[string, () => Promise<string>]>([
    [
      'thrown',
      () => {
        throw error
      },
    ],
    ['rejected with', () => Promise.reject(error)],
  ])('that is %s passes unwrapped, and closes the source', async (_, fail) => {
    const source = recordedAsync(['a', 'b'])
    await expect(pipe(source, mapAsync(fail), toArray())).rejects.toBe(error)
    expect(source.events.slice(-2)).toEqual(['source closing', 'source closed'])
  })

  test('comes in its place: the results before it are delivered first', async () => {
    const { callback, gate } = gated()
    const result = collect(pipe(['a', 'b', 'c'], mapAsync(callback, { concurrency: 3 })))
    await turn()
    gate(1).reject(error)
    gate(2).resolve('third')
    await turn()
    gate(0).resolve('first')
    expect(await result).toEqual({ items: ['first'], error })
  })

  test('without an order comes after the results that were there before', async () => {
    const { callback, gate } = gated()
    const result = collect(
      pipe(['a', 'b', 'c'], mapAsync(callback, { concurrency: 3, ordered: false })),
    )
    await turn()
    gate(2).resolve('third')
    gate(1).reject(error)
    expect(await result).toEqual({ items: ['third'], error })
  })

  test('lets nothing new begin', async () => {
    const { callback, gate, begun } = gated()
    const result = collect(pipe(range(0, 10), mapAsync(callback, { concurrency: 2 })))
    await turn()
    gate(1).reject(error)
    await turn()
    gate(0).resolve('first')
    expect(await result).toEqual({ items: ['first'], error })
    expect(begun()).toBe(2)
  })

  test('does not wait for callbacks behind it, and what those reject with is ignored', async () => {
    const { callback, gate } = gated()
    const result = collect(pipe(range(0, 3), mapAsync(callback, { concurrency: 3 })))
    await turn()
    gate(0).reject(error)
    expect(await result).toEqual({ items: [], error })
    gate(1).reject(new Error('too late'))
    await turn() // an unhandled rejection would be seen by now
  })
})

test('an error of the source is delivered after the results of the callbacks under way', async () => {
  const { callback, gate, begun } = gated()
  const source = (function* () {
    yield* ['a', 'b']
    throw new Error('source')
  })()
  const result = collect(pipe(source, mapAsync(callback, { concurrency: 5 })))
  await turn()
  expect(begun()).toBe(2)
  gate(1).resolve('second')
  await turn()
  gate(0).resolve('first')
  expect(await result).toEqual({ items: ['first', 'second'], error: new Error('source') })
})

describe('a bad argument is refused at the call', () => {
  const identity = async (item: unknown): Promise<unknown> => item

  test('a callback that is no function', () => {
    // @ts-expect-error a function is required
    expect(() => mapAsync()).toThrow(
      new TypeError('mapAsync: callback must be a function, got undefined'),
    )
  })

  test.each([0, -1, 1.5, Number.NaN])('a concurrency of %d', (concurrency) => {
    expect(() => mapAsync(identity, { concurrency })).toThrow(
      new RangeError(
        `mapAsync: concurrency must be a whole number of at least 1, or Infinity, got ${concurrency}`,
      ),
    )
  })

  test('a concurrency that is no number', () => {
    // @ts-expect-error a number is required
    expect(() => mapAsync(identity, { concurrency: '4' })).toThrow(
      new TypeError(
        'mapAsync: concurrency must be a whole number of at least 1, or Infinity, got "4"',
      ),
    )
  })

  test('an order that is no boolean', () => {
    // @ts-expect-error a boolean is required
    expect(() => mapAsync(identity, { ordered: 0 })).toThrow(
      new TypeError('mapAsync: ordered must be a boolean, got 0'),
    )
  })

  test('a signal that is none', () => {
    // @ts-expect-error a signal is required
    expect(() => mapAsync(identity, { signal: new AbortController() })).toThrow(
      new TypeError('mapAsync: signal must be an AbortSignal, got a AbortController'),
    )
  })

  test('options that are no object', () => {
    // @ts-expect-error an object is required
    expect(() => mapAsync(identity, 4)).toThrow(
      new TypeError('mapAsync: options must be an object, got 4'),
    )
  })

  test('while options that are undefined are as good as none', () => {
    expect(() => mapAsync(identity, undefined)).not.toThrow()
    expect(() => mapAsync(identity, { signal: undefined })).not.toThrow()
  })
})
