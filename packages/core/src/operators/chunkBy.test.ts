import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded } from '../testSupport.ts'
import { chunkBy } from './chunkBy.ts'
import { take } from './take.ts'

const parity = (n: number): string => (n % 2 === 0 ? 'even' : 'odd')

test('a run is delivered when the first item after it has come', () => {
  const source = recorded([1, 3, 2, 4, 5])
  expect(pipe(source, chunkBy(parity), take(1), toArray())).toEqual([['odd', [1, 3]]])
  expect(source.events.filter((event) => event === 'source asked')).toHaveLength(3)
  expect(source.events.at(-1)).toBe('source closed')
})

test('an error of the source comes after the finished runs, and discards the one that is not', () => {
  const iterator = pipe(
    (function* () {
      yield* [1, 2]
      throw new Error('broken')
    })(),
    chunkBy(parity),
  )[Symbol.iterator]()
  expect(iterator.next().value).toEqual(['odd', [1]])
  expect(() => iterator.next()).toThrow('broken')
})

test('an error of the callback passes and closes the source', () => {
  const source = recorded([1])
  const broken = chunkBy(() => {
    throw new Error('callback')
  })
  expect(() => pipe(source, broken, toArray())).toThrow('callback')
  expect(source.events.at(-1)).toBe('source closed')
})

test('delivers every run with its key, also one whose key came before', async () => {
  const runs = [
    ['odd', [1, 3]],
    ['even', [2]],
    ['odd', [5]],
  ]
  expect(pipe([1, 3, 2, 5], chunkBy(parity), toArray())).toEqual(runs)
  expect(await pipe(dripping([1, 3, 2, 5]), chunkBy(parity), toArray())).toEqual(runs)
})

test('the callback gets each item once', () => {
  const calls: unknown[][] = []
  pipe(
    ['a', 'a', 'b'],
    chunkBy((...values) => {
      calls.push(values)
      return values[0]
    }),
    toArray(),
  )
  expect(calls).toEqual([['a'], ['a'], ['b']])
})

test('keys are those of a Map: NaN equals itself, 0 equals -0, and objects are told apart', () => {
  const keys = [Number.NaN, Number.NaN, 0, -0, undefined, undefined, '0', {}, {}]
  const lengths = pipe(
    keys,
    chunkBy((key) => key),
    toArray(),
  ).map(([, items]) => items.length)
  expect(lengths).toEqual([2, 2, 2, 1, 1, 1])
})

test('what is delivered may be kept, unlike the groups of `itertools.groupby`', () => {
  const [first, second] = pipe([1, 3, 2], chunkBy(parity))
  expect([first, second]).toEqual([
    ['odd', [1, 3]],
    ['even', [2]],
  ])
})

test('of no items gives no run', () => {
  expect(pipe([], chunkBy(parity), toArray())).toEqual([])
})

test('a callback that is no function is a TypeError at the call', () => {
  // @ts-expect-error a function is required
  expect(() => chunkBy('key')).toThrow(
    new TypeError('chunkBy: keyOf must be a function, got "key"'),
  )
})
