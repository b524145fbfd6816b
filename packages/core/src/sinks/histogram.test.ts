import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping } from '../testSupport.ts'
import { histogram, type Bucket } from './histogram.ts'

const rows = (buckets: readonly Bucket[]): number[][] =>
  buckets.map(({ from, to, count }) => [from, to, count])

describe('with bounds', () => {
  test('gives every bucket, also of no items', async () => {
    const expected = [
      [-Infinity, 0, 0],
      [0, 10, 0],
      [10, Infinity, 0],
    ]
    expect(rows(pipe([], histogram({ bounds: [0, 10] })))).toEqual(expected)
    expect(rows(await pipe(dripping([]), histogram({ bounds: [0, 10] })))).toEqual(expected)
  })

  test('a number on a bound belongs to the bucket that begins there', async () => {
    const items = [-1, -0, 0, 9.99, 10, Infinity, -Infinity]
    const expected = [
      [-Infinity, 0, 2],
      [0, 10, 3],
      [10, Infinity, 2],
    ]
    expect(rows(pipe(items, histogram({ bounds: [0, 10] })))).toEqual(expected)
    expect(rows(await pipe(dripping(items), histogram({ bounds: [0, 10] })))).toEqual(expected)
  })

  test('NaN has a last bucket, if there is one', () => {
    expect(rows(pipe([Number.NaN, 1], histogram({ bounds: [0] })))).toEqual([
      [-Infinity, 0, 0],
      [0, Infinity, 1],
      [Number.NaN, Number.NaN, 1],
    ])
  })

  test('does not care what becomes of the array', () => {
    const bounds = [0]
    const sink = histogram({ bounds })
    bounds.push(5)
    expect(pipe([1], sink)).toHaveLength(2)
  })
})

describe('with a width', () => {
  test('gives the buckets that have something in them, in ascending order', () => {
    expect(pipe([], histogram({ width: 10 }))).toEqual([])
    expect(rows(pipe([25, -1, 3, 29, 20], histogram({ width: 10 })))).toEqual([
      [-10, 0, 1],
      [0, 10, 1],
      [20, 30, 3],
    ])
  })

  test('infinities and NaN have buckets of their own', () => {
    const items = [Infinity, 1, Number.NaN, -Infinity]
    expect(rows(pipe(items, histogram({ width: 10 })))).toEqual([
      [-Infinity, -Infinity, 1],
      [0, 10, 1],
      [Infinity, Infinity, 1],
      [Number.NaN, Number.NaN, 1],
    ])
  })

  test('a number is never outside its bucket, however the division rounds', () => {
    for (let index = -1000; index < 1000; index++) {
      const item = index / 10
      const [bucket] = pipe([item], histogram({ width: 0.1 }))
      expect(bucket?.from).toBeLessThanOrEqual(item)
      expect(bucket?.to).toBeGreaterThan(item)
    }
  })
})

test('takes the number that `by` gives', () => {
  const buckets = pipe(['a', 'bbb'], histogram({ width: 2, by: (text: string) => text.length }))
  expect(rows(buckets)).toEqual([
    [0, 2, 1],
    [2, 4, 1],
  ])
})

describe('bad arguments throw at the call', () => {
  test.each([
    [undefined, 'histogram: options must be an object, got undefined'],
    [{}, 'histogram: options must have either bounds or width, got undefined and undefined'],
    [
      { bounds: [1], width: 1 },
      'histogram: options must have either bounds or width, got an array of 1 and 1',
    ],
    [{ bounds: 7 }, 'histogram: bounds must be an array of ascending numbers, got 7'],
    [
      { bounds: ['1'] },
      'histogram: bounds must be an array of ascending numbers, got an array of 1',
    ],
    [
      { bounds: Object.assign([1], { length: 2 }) }, // with a hole at the end
      'histogram: bounds must be an array of ascending numbers, got an array of 2',
    ],
    [{ width: '1' }, 'histogram: width must be a finite number above 0, got "1"'],
    [{ width: 1, by: 7 }, 'histogram: by must be a function, got 7'],
  ])('%j is a TypeError', (options, message) => {
    expect(() => histogram(options as never)).toThrow(new TypeError(message))
  })

  test.each([[[]], [[1, 1]], [[2, 1]], [[Number.NaN]], [[1, Number.NaN]]])(
    'bounds of %j are a RangeError',
    (bounds) => {
      expect(() => histogram({ bounds })).toThrow(RangeError)
    },
  )

  test.each([0, -1, Infinity, Number.NaN])('a width of %s is a RangeError', (width) => {
    expect(() => histogram({ width })).toThrow(
      new RangeError(`histogram: width must be a finite number above 0, got ${width}`),
    )
  })
})
