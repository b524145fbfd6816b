import { describe, expect, test } from 'vitest'
import { seededRandom, xoshiro128 } from './seededRandom.ts'

function first<T>(count: number, next: () => T): T[] {
  return Array.from({ length: count }, next)
}

test('xoshiro128++ gives what the reference gives from the state 1, 2, 3, 4', () => {
  expect(first(10, xoshiro128([1, 2, 3, 4]))).toEqual([
    641, 1_573_767, 3_222_811_527, 3_517_856_514, 836_907_274, 4_247_214_768, 3_867_114_732,
    1_355_841_295, 495_546_011, 621_204_420,
  ])
})

describe('a seed', () => {
  test('gives the same numbers each time', () => {
    expect(first(5, seededRandom(7))).toEqual(first(5, seededRandom(7)))
  })

  test('gives other numbers than its neighbours, also above 32 bits', () => {
    const seeds = [0, 1, 2, 2 ** 32, 2 ** 32 + 1, 2 ** 33, Number.MAX_SAFE_INTEGER]
    const beginnings = seeds.map((seed) => seededRandom(seed)())
    expect(new Set(beginnings).size).toBe(seeds.length)
  })
})

test('the numbers are spread evenly from 0 up to and without 1', () => {
  const numbers = first(10_000, seededRandom(0))
  const tenths = Array.from({ length: 10 }, () => 0)
  for (const number of numbers) {
    expect(number).toBeGreaterThanOrEqual(0)
    expect(number).toBeLessThan(1)
    tenths[Math.floor(number * 10)] = (tenths[Math.floor(number * 10)] ?? 0) + 1
  }
  for (const tenth of tenths) expect(Math.abs(tenth - 1000)).toBeLessThan(150)
})
