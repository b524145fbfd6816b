import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping, mergedOverWire, recorded } from '../testSupport.ts'
import { max } from './max.ts'
import { min } from './min.ts'
import type { Ordered } from './order.ts'

test('of an asynchronous source without items there is none, either', async () => {
  expect(await pipe(dripping([]), max())).toBeUndefined()
})

test.each([
  ['numbers', [2, 10, 1]],
  ['strings', ['b', 'a10', 'a2']],
  ['bigints', [2n, 10n ** 30n, -1n]],
  ['booleans', [true, false]],
  ['dates', [new Date(2), new Date(10), new Date(1)]],
  ['infinities', [0, -Infinity, Infinity]],
])('%s are compared in their natural order', async (_, items: Ordered[]) => {
  const sorted = items.toSorted((a, b) => (a < b ? -1 : 1))
  expect(pipe(items, min())).toBe(sorted.at(0))
  expect(pipe(items, max())).toBe(sorted.at(-1))
  expect(await pipe(dripping(items), min())).toBe(sorted.at(0))
  expect(mergedOverWire(min(), [items.slice(0, 1), items.slice(1)])).toEqual(sorted.at(0))
  expect(mergedOverWire(max(), [items.slice(0, 1), items.slice(1)])).toEqual(sorted.at(-1))
})

test('the first of equal items is given, also of two parts', () => {
  const by = (word: string): number => word.length
  expect(mergedOverWire(max({ by }), [['fig', 'pear'], ['kiwi']])).toBe('pear')
  expect(mergedOverWire(min({ by }), [['fig'], ['nut', 'pear']])).toBe('fig')
})

test('`by` is called once for each item', () => {
  const seen: number[] = []
  const by = (n: number): number => seen.push(n)
  pipe([7, 8, 9], max({ by }))
  expect(seen).toEqual([7, 8, 9])
})

describe('NaN', () => {
  test.each([[[Number.NaN, 1]], [[1, Number.NaN]], [[1, Number.NaN, 0]]])('wins in %j', (items) => {
    expect(pipe(items, min())).toBeNaN()
    expect(pipe(items, max())).toBeNaN()
    expect(mergedOverWire(max(), [items, [Infinity]])).toBeNaN()
    expect(mergedOverWire(min(), [[-Infinity], items])).toBeNaN()
  })

  test('wins as a key too, the first of several, and as an invalid date', () => {
    const by = ([key]: [number, string]): number => key
    const items: [number, string][] = [
      [1, 'a'],
      [Number.NaN, 'b'],
      [Number.NaN, 'c'],
    ]
    expect(pipe(items, max({ by }))?.[1]).toBe('b')
    const invalid = new Date(Number.NaN)
    expect(pipe([new Date(0), invalid, new Date(1)], min())).toBe(invalid)
  })
})

test('the state of -0 survives JSON', () => {
  expect(mergedOverWire(min(), [[-0], [1]])).toBe(-0)
})

test('a merge does not change the state on the right, nor is it changed by later steps', () => {
  const { init, step, merge, finish } = min<number>()
  const right = step(init(), 5)
  const merged = merge(init(), right)
  step(merged, 1)
  expect([finish(right), finish(merged)]).toEqual([5, 5])
})

test('an item that has no order is a TypeError, and closes the source', () => {
  const source = recorded([{}])
  // @ts-expect-error objects have no order
  expect(() => pipe(source, max())).toThrow(
    new TypeError(
      'max: what is compared must be a number, string, bigint, boolean or Date, got an instance of Object',
    ),
  )
  expect(source.events.at(-1)).toBe('source closed')
  // @ts-expect-error the key may be missing
  expect(() => pipe([{}], min({ by: (item: { a?: number }) => item.a }))).toThrow('got undefined')
})

test('an error of `by` passes and closes the source', () => {
  const source = recorded([1])
  const by = (): number => {
    throw new Error('by')
  }
  expect(() => pipe(source, min({ by }))).toThrow('by')
  expect(source.events.at(-1)).toBe('source closed')
})
