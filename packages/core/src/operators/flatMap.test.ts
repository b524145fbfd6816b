import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import type { Source } from '../kernel/source.ts'
import { toArray } from '../sinks/toArray.ts'
import { range } from '../sources/range.ts'
import { dripping, recorded, recordedAsync, stopClock } from '../testSupport.ts'
import { flatMap } from './flatMap.ts'
import { map } from './map.ts'
import { take } from './take.ts'

stopClock()

describe('the items of each inner source', () => {
  test('are delivered one source after the other', async () => {
    const twice = flatMap((n: number) => [n, n * 10])
    expect(pipe([1, 2], twice, toArray())).toEqual([1, 10, 2, 20])
    expect(await pipe(dripping([1, 2]), twice, toArray())).toEqual([1, 10, 2, 20])
  })

  const inners: [string, Iterable<unknown>, unknown[]][] = [
    ['an empty array', [], []],
    ['an array with holes', Array(2), [undefined, undefined]],
    ['a set', new Set([1, 2]), [1, 2]],
    ['a map', new Map([['a', 1]]), [['a', 1]]],
    ['a typed array', Uint8Array.of(1, 2), [1, 2]],
    ['a string object', Object('ab') as Iterable<string>, ['a', 'b']],
    [
      'a pipeline',
      pipe(
        [1, 2],
        map((n) => n + 1),
      ),
      [2, 3],
    ],
    ['a nested array, of which one level is opened', [[1], [2]], [[1], [2]]],
  ]
  test.each(inners)('may come from %s', async (_, inner, items) => {
    expect(
      pipe(
        ['x'],
        flatMap(() => inner),
        toArray(),
      ),
    ).toStrictEqual(items)
    expect(
      await pipe(
        dripping(['x']),
        flatMap(() => inner),
        toArray(),
      ),
    ).toStrictEqual(items)
  })

  test.each<[string, AsyncIterable<number>]>([
    ['a flow', dripping([1, 2])],
    ['an async iterable', recordedAsync([1, 2])],
  ])('may come from %s in an asynchronous pipeline', async (_, inner) => {
    expect(
      await pipe(
        dripping(['x', 'y']),
        flatMap(() => inner),
        toArray(),
      ),
    ).toEqual([1, 2, 1, 2])
  })

  test('may be endless', () => {
    expect(
      pipe(
        ['x'],
        flatMap(() => range(0, Infinity)),
        take(2),
        toArray(),
      ),
    ).toEqual([0, 1])
  })

  test('may be inner sources again', () => {
    const nested = flatMap((n: number) =>
      pipe(
        [n],
        flatMap((m) => [m, m + 1]),
      ),
    )
    expect(pipe([1, 5], nested, toArray())).toEqual([1, 2, 5, 6])
  })
})

test('the callback gets each item with its index, when its turn comes', () => {
  const calls: unknown[][] = []
  const iterator = pipe(
    ['a', 'b'],
    flatMap((...values) => {
      calls.push(values)
      return [0, 0]
    }),
  )[Symbol.iterator]()
  iterator.next()
  iterator.next()
  expect(calls).toEqual([['a', 0]])
  iterator.next()
  expect(calls).toEqual([
    ['a', 0],
    ['b', 1],
  ])
})

describe('closing', () => {
  test('closes the inner source before the outer one', () => {
    const events: string[] = []
    const inner = recorded([1, 2], events, 'inner')
    const outer = recorded(['x', 'y'], events, 'outer')
    for (const _ of pipe(
      outer,
      flatMap(() => inner),
    ))
      break
    expect(events.slice(-2)).toEqual(['inner closed', 'outer closed'])
  })

  test('happens for no inner source that ended by itself', () => {
    const events: string[] = []
    const inner = recorded([1], events, 'inner')
    expect(
      pipe(
        ['x', 'y'],
        flatMap(() => inner),
        toArray(),
      ),
    ).toEqual([1, 1])
    expect(events).not.toContain('inner closed')
  })

  test('of an inner pipeline that ends early is over before the next one is opened', async () => {
    const events: string[] = []
    const firstOf = flatMap((name: string) =>
      pipe(recordedAsync([name, 'more'], events, name), take(1)),
    )
    expect(await pipe(dripping(['one', 'two']), firstOf, toArray())).toEqual(['one', 'two'])
    expect(events).toEqual(
      ['one', 'two'].flatMap((name) =>
        ['opened', 'asked', 'closing', 'closed'].map((event) => `${name} ${event}`),
      ),
    )
  })

  test('an error of an inner source closes the outer one, but not the inner one', () => {
    const events: string[] = []
    const broken: Iterable<number> = {
      [Symbol.iterator]: () => ({
        next: () => {
          throw new Error('inner')
        },
        return: () => {
          events.push('inner closed')
          return { value: undefined, done: true }
        },
      }),
    }
    expect(() =>
      pipe(
        recorded(['x'], events, 'outer'),
        flatMap(() => broken),
        toArray(),
      ),
    ).toThrow('inner')
    expect(events).toEqual(['outer opened', 'outer asked', 'outer closed'])
  })

  test('an error of the inner cleanup is told, after the outer source was closed', () => {
    const events: string[] = []
    const inner: Iterable<number> = {
      [Symbol.iterator]: () => ({
        next: () => ({ value: 1, done: false }),
        return: () => {
          throw new Error('inner cleanup')
        },
      }),
    }
    const loop = (): void => {
      for (const _ of pipe(
        recorded(['x'], events, 'outer'),
        flatMap(() => inner),
      ))
        break
    }
    expect(loop).toThrow('inner cleanup')
    expect(events.at(-1)).toBe('outer closed')
  })

  test('a callback that leaves its own iteration opens nothing any more', async () => {
    const inner = recorded([1])
    const closings: unknown[] = []
    const iterator: AsyncIterator<number> = pipe(
      dripping(['x', 'y']),
      flatMap(() => {
        closings.push(iterator.return?.())
        return inner
      }),
    )[Symbol.asyncIterator]()
    expect((await iterator.next()).done).toBe(true)
    await Promise.all(closings)
    expect(inner.events).toEqual([])
  })
})

describe('what the callback may not return', () => {
  const returning = (value: unknown) => flatMap(() => value as Iterable<unknown>)

  test('a string, whose characters are hardly meant', () => {
    const source = recorded(['x'])
    expect(() => pipe(source, returning('abc'), toArray())).toThrow(
      new TypeError('flatMap: the callback must not return a string, got "abc"'),
    )
    expect(source.events.at(-1)).toBe('source closed')
  })

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [5, '5'],
    [{}, 'an instance of Object'],
    [() => {}, 'function (anonymous)'],
  ])('%o, which is not iterable', (value, shown) => {
    expect(() => pipe(['x'], returning(value), toArray())).toThrow(
      new TypeError(`${shown} is not iterable`),
    )
  })

  test('an asynchronous source in a synchronous pipeline', () => {
    const inner: Source<number> = dripping([1])
    expect(() =>
      pipe(
        ['x'],
        flatMap(() => inner),
        toArray(),
      ),
    ).toThrow(/^an asynchronous source was given in a synchronous pipeline/u)
  })
})

test('an error of the callback passes and closes the source', () => {
  const source = recorded([1])
  const broken = flatMap((): number[] => {
    throw new Error('callback')
  })
  expect(() => pipe(source, broken, toArray())).toThrow('callback')
  expect(source.events.at(-1)).toBe('source closed')
})

test('a callback that is no function is a TypeError at the call', () => {
  // @ts-expect-error a function is required
  expect(() => flatMap([1])).toThrow(
    new TypeError('flatMap: callback must be a function, got an array of 1'),
  )
})
