import { describe, expect, test, vi } from 'vitest'
import { Flow } from '../kernel/flow.ts'
import { pipe } from '../kernel/pipe.ts'
import { DONE, WAIT } from '../kernel/pull.ts'
import { Seq } from '../kernel/seq.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded, silent, turn } from '../testSupport.ts'
import { fromPull } from './fromPull.ts'
import { mergeSorted } from './mergeSorted.ts'
import { range } from './range.ts'

test('of nothing is empty', () => {
  expect(mergeSorted([])).toBeInstanceOf(Seq)
  expect([...mergeSorted([])]).toEqual([])
  expect([...mergeSorted([[], []])]).toEqual([])
})

test('gives the items of all the sources in order', async () => {
  expect([...mergeSorted([[1, 4, 7], [2, 5], [], [3, 6, 8, 9]])]).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9,
  ])
  const flow = mergeSorted([dripping([1, 3]), [2, 4], dripping([0])])
  expect(flow).toBeInstanceOf(Flow)
  expect(await pipe(flow, toArray())).toEqual([0, 1, 2, 3, 4])
})

test('gives everything again', () => {
  const both = mergeSorted([[1], [2]])
  expect([...both, ...both]).toEqual([1, 2, 1, 2])
})

test('works on sources without an end', () => {
  const merged = mergeSorted([range(0, Infinity, 2), range(1, Infinity, 2)])
  expect(pipe(merged, take(4), toArray())).toEqual([0, 1, 2, 3])
})

test.each<[string, Iterable<number | bigint | string | Date>[]]>([
  ['strings', [['a', 'c'], ['b']]],
  ['bigints', [[1n, 3n], [2n]]],
  ['dates', [[new Date(1), new Date(3)], [new Date(2)]]],
])('orders %s', (_, sources) => {
  const [one = [], other = []] = sources
  const [first, last] = one
  const [middle] = other
  expect([...mergeSorted(sources)]).toEqual([first, middle, last])
})

describe('`by`', () => {
  test('says what the items are sorted by', () => {
    const log = (...times: number[]) => times.map((time) => ({ time }))
    const merged = mergeSorted([log(1, 4), log(2, 3)], { by: (entry) => entry.time })
    expect([...merged].map(({ time }) => time)).toEqual([1, 2, 3, 4])
  })

  test('is called once for each item', () => {
    const by = vi.fn<(n: number) => number>((n) => n)
    expect([...mergeSorted([range(0, 20), range(5, 30)], { by })]).toHaveLength(45)
    expect(by).toHaveBeenCalledTimes(45)
  })

  test('that throws fails the run with its error, and closes the sources', () => {
    const source = recorded([1])
    const by = (): number => {
      throw new Error('by')
    }
    expect(() => [...mergeSorted([source], { by })]).toThrow('by')
    expect(source.events.at(-1)).toBe('source closed')
  })
})

test('among equal items those of an earlier source come first', () => {
  const named = (name: string, ...keys: number[]) => keys.map((key) => ({ key, name }))
  const sources = [named('a', 1, 1, 2), named('b', 0, 1, 2), named('c', 1)]
  const merged = mergeSorted(sources, { by: ({ key }) => key })
  expect([...merged].map(({ key, name }) => name + key)).toEqual([
    'b0',
    'a1',
    'a1',
    'b1',
    'c1',
    'a2',
    'b2',
  ])
})

test('asks each source for its first item, and then only the one that delivered', () => {
  const events: string[] = []
  const sources = [recorded([1, 2, 9], events, 'one'), recorded([5, 6], events, 'other')]
  expect(pipe(mergeSorted(sources), take(2), toArray())).toEqual([1, 2])
  expect(events.slice(2)).toEqual([
    'one asked',
    'other asked',
    'one asked',
    'other closed',
    'one closed',
  ])
})

test('sources that are silent are asked, and closed, at the same time', async () => {
  const sources = [silent(), silent()]
  const iterator = mergeSorted(sources)[Symbol.asyncIterator]()
  const pending = iterator.next()
  const left = iterator.return?.()
  expect(sources.map(({ closed }) => closed)).toEqual([true, true])
  await left
  expect((await pending).done).toBe(true)
})

test('a source that is silent is asked again only when it was woken', async () => {
  let asked = 0
  const wakes: (() => void)[] = []
  const source = (place: number) =>
    fromPull<number>((run) => {
      let isThere = false
      let isGiven = false
      wakes.push(() => {
        isThere = true
        run.wake()
      })
      return () => {
        asked++
        if (!isThere) return WAIT
        if (isGiven) return DONE
        isGiven = true
        return place
      }
    })
  const sorted = pipe(
    mergeSorted(Array.from({ length: 100 }, (_, place) => source(place))),
    toArray(),
  )
  for (const wake of wakes.toReversed()) {
    await turn()
    wake()
  }
  expect(await sorted).toEqual(Array.from({ length: 100 }, (_, place) => place))
  // Once in vain, once for the item, and once for the end.
  expect(asked).toBe(300)
})

test('an error comes after the items before it', () => {
  const broken = (function* () {
    yield 1
    throw new Error('broken')
  })()
  const iterator = mergeSorted([broken, [0, 2]])[Symbol.iterator]()
  expect([iterator.next().value, iterator.next().value]).toEqual([0, 1])
  expect(() => iterator.next()).toThrow('broken')
})

test('a bad argument is a TypeError at the call', () => {
  expect(() => mergeSorted(5 as never)).toThrow(
    new TypeError('mergeSorted: sources must be an array, got 5'),
  )
  expect(() => mergeSorted([[1], 5 as never])).toThrow(
    new TypeError('mergeSorted: source 2 must be an Iterable or an AsyncIterable, got 5'),
  )
  expect(() => mergeSorted([], 5 as never)).toThrow(
    new TypeError('mergeSorted: options must be an object, got 5'),
  )
  expect(() => mergeSorted([], { by: 'time' as never })).toThrow(
    new TypeError('mergeSorted: by must be a function, got "time"'),
  )
})
