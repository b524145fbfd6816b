import { describe, expect, test } from 'vitest'
import { mapAsync } from '../operators/mapAsync.ts'
import { prefetch } from '../operators/prefetch.ts'
import { map } from '../operators/map.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { fromBatches } from '../sources/fromBatches.ts'
import { range } from '../sources/range.ts'
import { dripping, latch, recordedAsync, silent, turn } from '../testSupport.ts'
import { CURSOR } from './cursor.ts'
import { Flow } from './flow.ts'
import { pipe } from './pipe.ts'

const iteratorOf = <T>(source: AsyncIterable<T>) =>
  pipe(source, take(Infinity))[Symbol.asyncIterator]() as AsyncIterator<T, undefined> &
    AsyncDisposable & { return(): Promise<IteratorResult<T, undefined>> }

const end = { value: undefined, done: true }

describe('a Flow', () => {
  test('is what a pipeline over an async iterable is', () => {
    const flow = pipe(recordedAsync([1]))
    expect(flow).toBeInstanceOf(Flow)
    expect(Object.prototype.toString.call(flow)).toBe('[object Flow]')
    expect(CURSOR in flow).toBe(true)
  })

  test('can be iterated again, and side by side', async () => {
    const flow = pipe(
      dripping(['a', 'b']),
      map((letter, index) => letter + index),
    )
    expect(await Promise.all([pipe(flow, toArray()), pipe(flow, toArray())])).toEqual([
      ['a0', 'b1'],
      ['a0', 'b1'],
    ])
  })

  test('opens nothing before it is iterated, and asks for nothing before `next()`', async () => {
    const source = recordedAsync(['a'])
    const flow = pipe(source, map(String))
    expect(source.events).toEqual([])
    flow[Symbol.asyncIterator]()
    await turn()
    expect(source.events).toEqual(['source opened'])
  })
})

describe('next()', () => {
  test('gives results with exactly `value` and `done`', async () => {
    const iterator = iteratorOf(recordedAsync([undefined]))
    expect(await iterator.next()).toStrictEqual({ value: undefined, done: false })
    expect(await iterator.next()).toStrictEqual(end)
    expect(await iterator.next()).toStrictEqual(end)
  })

  test('gives promises that are items as they are', async () => {
    const item = Promise.resolve(1)
    const flow = pipe([item], async function* (source: AsyncIterable<unknown> | Iterable<unknown>) {
      yield* pipe(source as Iterable<unknown>)
    })
    expect(
      await pipe(
        dripping([item]),
        map((promise) => promise === (item as unknown)),
        toArray(),
      ),
    ).toEqual([true])
    expect(await pipe(flow, toArray())).toEqual([1]) // an async generator awaits what it yields
  })

  test('overlapping calls are answered in their order, and the source is asked one at a time', async () => {
    let underWay = 0
    let most = 0
    let value = 0
    const source: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          most = Math.max(most, ++underWay)
          await turn()
          underWay--
          value++
          return { value, done: value > 2 } as IteratorResult<number>
        },
      }),
    }
    const iterator = iteratorOf(source)
    const answered: number[] = []
    const results = [1, 2, 3, 4].map(async (call) => {
      const result = await iterator.next()
      answered.push(call)
      return result
    })
    expect(await Promise.all(results)).toEqual([
      { value: 1, done: false },
      { value: 2, done: false },
      end,
      end,
    ])
    expect(answered).toEqual([1, 2, 3, 4])
    expect(most).toBe(1)
  })

  test('a call made while an earlier one waits settles after it', async () => {
    const settled: unknown[] = []
    const note = ({ value }: IteratorResult<string>): unknown => settled.push(value)
    const iterator = iteratorOf(
      fromBatches(async function* () {
        yield ['a', 'b', 'c']
      }),
    )
    const first = iterator.next()
    const second = iterator.next().then(note)
    const third = first.then((result) => {
      note(result)
      return iterator.next().then(note)
    })
    await Promise.all([second, third])
    expect(settled).toEqual(['a', 'b', 'c'])
  })

  test('a hundred thousand calls at once are answered', async () => {
    const iterator = iteratorOf(pipe(range(0, 100_000), prefetch(1)))
    const results = await Promise.all(Array.from({ length: 100_001 }, () => iterator.next()))
    expect(results.slice(-2)).toEqual([{ value: 99_999, done: false }, end])
  })

  test('of overlapping calls, the one in whose turn the error comes rejects, and the others end', async () => {
    const iterator = iteratorOf(
      (async function* () {
        yield 1
        throw new Error('broken')
      })(),
    )
    const results = await Promise.allSettled([iterator.next(), iterator.next(), iterator.next()])
    expect(results).toEqual([
      { status: 'fulfilled', value: { value: 1, done: false } },
      { status: 'rejected', reason: new Error('broken') },
      { status: 'fulfilled', value: end },
    ])
  })

  test('called by a callback of the same iteration is answered after the one under way', async () => {
    const nested: Promise<unknown>[] = []
    const iterator: AsyncIterator<number> = pipe(
      dripping([1, 2, 3]),
      map((n) => {
        if (n === 1) nested.push(iterator.next())
        return n
      }),
    )[Symbol.asyncIterator]()
    expect(await iterator.next()).toEqual({ value: 1, done: false })
    expect(await Promise.all(nested)).toEqual([{ value: 2, done: false }])
    expect(await iterator.next()).toEqual({ value: 3, done: false })
  })

  test.each([0, 1])(
    'called by a callback of call %i is answered, and so is that call',
    async (nth) => {
      const extra: Promise<unknown>[] = []
      const iterator = iteratorOf(
        pipe(
          [0, 1, 2, 3],
          map((n) => {
            if (n === nth) extra.push(iterator.next())
            return n
          }),
          mapAsync(async (n) => n, { concurrency: 1 }),
        ),
      )
      const numbers: unknown[] = []
      for (let count = 0; count <= nth; count++) {
        numbers.push((await iterator.next()).value)
      }
      expect(numbers).toEqual(nth === 0 ? [0] : [0, 1])
      expect(await Promise.all(extra)).toEqual([{ value: nth + 1, done: false }])
    },
  )

  test('after an error is at its end', async () => {
    const iterator = pipe(
      dripping(['{', '1']),
      map((text): unknown => JSON.parse(text)),
    )[Symbol.asyncIterator]()
    await expect(iterator.next()).rejects.toThrow(SyntaxError)
    expect(await iterator.next()).toEqual(end)
  })

  test('rejects after the cleanup of the source, with the error of the callback', async () => {
    const source = recordedAsync([1])
    const iterator = pipe(
      source,
      map((): number => {
        throw new Error('callback')
      }),
    )[Symbol.asyncIterator]()
    await expect(iterator.next()).rejects.toThrow('callback')
    expect(source.events.slice(-2)).toEqual(['source closing', 'source closed'])
  })
})

describe('return()', () => {
  test('closes the source before the first `next`, and waits for it', async () => {
    const source = recordedAsync(['a'])
    const iterator = iteratorOf(source)
    expect(await iterator.return()).toStrictEqual(end)
    expect(source.events).toEqual(['source opened', 'source closing', 'source closed'])
    expect(await iterator.next()).toStrictEqual(end)
  })

  test('called twice closes the source once, and both wait for it', async () => {
    const source = recordedAsync(['a', 'b'])
    const iterator = iteratorOf(source)
    await iterator.next()
    await Promise.all([
      iterator.return(),
      iterator.return().then(() => expect(source.events.at(-1)).toBe('source closed')),
    ])
    expect(source.events.filter((event) => event === 'source closing')).toHaveLength(1)
  })

  test('ends a `next()` that is pending', async () => {
    const source = silent()
    const iterator = iteratorOf(source)
    const pending = iterator.next()
    expect(await iterator.return()).toEqual(end)
    expect(await pending).toEqual(end)
    expect(source.closed).toBe(true)
  })

  test('rejects with the error of the cleanup, once', async () => {
    const iterator = iteratorOf({
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ value: 1, done: false }),
        return: async () => {
          throw new Error('cleanup')
        },
      }),
    })
    await iterator.next()
    await expect(iterator.return()).rejects.toThrow('cleanup')
    expect(await iterator.next()).toEqual(end)
  })

  test('called by a callback of the same iteration ends it', async () => {
    const source = recordedAsync([1, 2])
    const closings: unknown[] = []
    const iterator = pipe(
      source,
      map((n) => {
        closings.push(iterator.return?.())
        return n
      }),
    )[Symbol.asyncIterator]() as AsyncIterator<number>
    expect(await iterator.next()).toEqual(end)
    await Promise.all(closings)
    expect(source.events.at(-1)).toBe('source closed')
  })
})

describe('a loop', () => {
  test('that breaks goes on after the cleanup of the source', async () => {
    const source = recordedAsync(['a', 'b'])
    for await (const _ of pipe(source, map(String))) break
    expect(source.events.at(-1)).toBe('source closed')
  })

  test('whose body throws goes on after the cleanup, and the error of the body wins', async () => {
    const events: string[] = []
    const source: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ value: 1, done: false }),
        return: async () => {
          await turn()
          events.push('closed')
          throw new Error('cleanup')
        },
      }),
    }
    const loop = async (): Promise<void> => {
      for await (const _ of pipe(source)) throw new Error('body')
    }
    await expect(loop()).rejects.toThrow('body')
    expect(events).toEqual(['closed'])
  })

  test('does not run ahead of its body', async () => {
    const source = recordedAsync([1, 2, 3])
    for await (const n of pipe(source, map(Number))) {
      await turn()
      expect(source.events.filter((event) => event === 'source asked')).toHaveLength(n)
    }
  })
})

describe('the iterators', () => {
  test("are the language's own kind", () => {
    const iterator = iteratorOf(dripping([])) as unknown as AsyncIterableIterator<unknown>
    const AsyncIteratorPrototype: object = Object.getPrototypeOf(
      Object.getPrototypeOf(async function* () {}.prototype),
    )
    expect(Object.prototype.isPrototypeOf.call(AsyncIteratorPrototype, iterator)).toBe(true)
    expect(iterator[Symbol.asyncIterator]()).toBe(iterator)
  })

  test.runIf('asyncDispose' in Symbol)('close the source when they are disposed of', async () => {
    const source = recordedAsync([1, 2])
    const iterator = iteratorOf(source)
    await iterator.next()
    await iterator[Symbol.asyncDispose]()
    expect(source.events.slice(-2)).toEqual(['source closing', 'source closed'])
  })
})

test('an iteration that is abandoned while its source never answers does not reject', async () => {
  const gate = latch()
  const iterator = iteratorOf(silent())
  void iterator.next().then(() => gate.resolve())
  await iterator.return()
  await gate.promise
  expect(await iterator.next()).toEqual(end)
})
