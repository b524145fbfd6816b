import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping, mergedOverWire, overWire } from '../testSupport.ts'
import { stats } from './stats.ts'

const none = {
  count: 0,
  sum: 0,
  mean: undefined,
  variance: undefined,
  standardDeviation: undefined,
  min: undefined,
  max: undefined,
}

test('of no items there is a count and a sum', async () => {
  expect(pipe([], stats())).toStrictEqual(none)
  expect(await pipe(dripping([]), stats())).toStrictEqual(none)
  expect(mergedOverWire(stats(), [[], []])).toStrictEqual(none)
})

test('of one item there is no variance', () => {
  expect(pipe([-2], stats())).toStrictEqual({
    ...none,
    count: 1,
    sum: -2,
    mean: -2,
    min: -2,
    max: -2,
  })
})

test('gives the variance of a sample', async () => {
  const expected = { count: 4, sum: 20, mean: 5, min: 2, max: 8 }
  const result = await pipe(dripping([2, 4, 6, 8]), stats())
  expect(result).toMatchObject(expected)
  expect(result.variance).toBeCloseTo(20 / 3, 12)
  expect(result.standardDeviation).toBeCloseTo(Math.sqrt(20 / 3), 12)
  expect(mergedOverWire(stats(), [[2], [], [4, 6, 8]])).toMatchObject(expected)
})

test('keeps the variance of numbers that are close together and far from 0', () => {
  const items = [4, 7, 13, 16].map((n) => n + 1e9)
  expect(pipe(items, stats()).variance).toBe(30)
  expect(mergedOverWire(stats(), [items.slice(0, 2), items.slice(2)]).variance).toBe(30)
})

test('NaN makes NaN of everything but the count, also after a journey as JSON', () => {
  const nan = Number.NaN
  const expected = {
    count: 3,
    sum: nan,
    mean: nan,
    variance: nan,
    standardDeviation: nan,
    min: nan,
    max: nan,
  }
  expect(pipe([1, nan, 2], stats())).toEqual(expected)
  expect(mergedOverWire(stats(), [[1], [nan], [2]])).toEqual(expected)
})

test('of infinities there is a mean and a maximum, and no variance', () => {
  const expected = { sum: Infinity, mean: Infinity, variance: Number.NaN, min: 1, max: Infinity }
  expect(pipe([1, Infinity, 2], stats())).toMatchObject(expected)
  expect(mergedOverWire(stats(), [[1, Infinity], [2]])).toMatchObject(expected)
})

test('numbers at both ends of the range have a mean, and a variance that is too great for a number', () => {
  const greatest = Number.MAX_VALUE
  const expected = { mean: 0, variance: Infinity, standardDeviation: Infinity }
  expect(pipe([greatest, -greatest], stats())).toMatchObject(expected)
  expect(mergedOverWire(stats(), [[greatest], [-greatest]])).toMatchObject(expected)
})

test('the mean of numbers with a sum that is too great is none the less between them', () => {
  const expected = { sum: Infinity, mean: 1e308, variance: 0 }
  expect(pipe([1e308, 1e308], stats())).toMatchObject(expected)
  expect(mergedOverWire(stats(), [[1e308], [1e308]])).toMatchObject(expected)
})

test('parts without items change nothing, however great the numbers', () => {
  const expected = { count: 2, mean: 1e200, variance: 0 }
  expect(mergedOverWire(stats(), [[], [1e200, 1e200], []])).toMatchObject(expected)
})

test('takes the number that `by` gives', () => {
  expect(pipe(['a', 'bbb'], stats({ by: (text) => text.length })).mean).toBe(2)
})

test('has a state that is plain JSON, and stays as it is on the right of a merge', () => {
  const { init, step, merge } = stats()
  const right = step(init(), 0.5)
  const copy = overWire(right)
  expect(right).toEqual(copy)
  step(merge(step(init(), 2), right), 3)
  expect(right).toEqual(copy)
  expect(overWire(init())).toEqual(init())
})

test('bad options and items are TypeErrors', () => {
  // @ts-expect-error a function is required
  expect(() => stats({ by: 1 })).toThrow(new TypeError('stats: by must be a function, got 1'))
  // @ts-expect-error only numbers
  expect(() => pipe(['1'], stats())).toThrow(
    new TypeError('stats: what is summarised must be a number, got "1"'),
  )
})
