import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping, mergedOverWire, recorded } from '../testSupport.ts'
import { sum } from './sum.ts'

test('of no items is 0', async () => {
  expect(pipe([], sum())).toBe(0)
  expect(await pipe(dripping([]), sum())).toBe(0)
})

test('loses neither the tiny beside the huge nor the last places of many', async () => {
  const cancelling = [1, 1e100, 1, -1e100]
  expect(pipe(cancelling, sum())).toBe(2)
  expect(await pipe(dripping(cancelling), sum())).toBe(2)
  expect(
    mergedOverWire(sum(), [
      [1, 1e100],
      [1, -1e100],
    ]),
  ).toBe(2)
  expect(pipe(Array<number>(1_000_000).fill(0.1), sum())).toBe(100_000)
})

test('takes the number that `by` gives, once for each item', () => {
  const seen: string[] = []
  const by = (text: string): number => seen.push(text)
  expect(pipe(['a', 'b'], sum({ by }))).toBe(3)
  expect(seen).toEqual(['a', 'b'])
})

describe('NaN and infinities count as in an addition,', () => {
  test.each([
    [[Number.NaN, 1], Number.NaN],
    [[Infinity, 1, 2], Infinity],
    [[-Infinity, 1], -Infinity],
    [[Infinity, 1, -Infinity], Number.NaN],
    [[Number.MAX_VALUE, Number.MAX_VALUE, 1], Infinity],
    [[-0], 0],
  ])('%j', (items, expected) => {
    expect(pipe(items, sum())).toBe(expected)
    expect(mergedOverWire(sum(), [items.slice(0, 1), items.slice(1)])).toBe(expected)
  })
})

test.each([1n, '1', undefined, null])(
  'the item %o is a TypeError, and closes the source',
  (item) => {
    const source = recorded([item])
    // @ts-expect-error only numbers have a sum
    expect(() => pipe(source, sum())).toThrow('sum: what is summarised must be a number, got ')
    expect(source.events.at(-1)).toBe('source closed')
  },
)

test('a merge leaves the state on the right as it is', () => {
  const { init, step, merge } = sum()
  const right = step(init(), 1)
  step(merge(step(init(), 2), right), 3)
  expect(right).toEqual([1, 0])
})

test('bad options are TypeErrors at the call', () => {
  // @ts-expect-error options are an object
  expect(() => sum(null)).toThrow(new TypeError('sum: options must be an object, got null'))
  // @ts-expect-error a function is required
  expect(() => sum({ by: 'size' })).toThrow(new TypeError('sum: by must be a function, got "size"'))
})
