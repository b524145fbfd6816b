import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { Seq } from '../kernel/seq.ts'
import { mapAsync } from '../operators/mapAsync.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { count } from '../sinks/count.ts'
import { range } from './range.ts'

test.each<[title: string, numbers: Iterable<number>, expected: number[]]>([
  ['goes up', range(1, 4), [1, 2, 3]],
  ['goes down by itself', range(3, 0), [3, 2, 1]],
  ['takes steps', range(0, 10, 4), [0, 4, 8]],
  ['takes steps down', range(10, 0, -4), [10, 6, 2]],
  ['leaves the end out', range(0, 4, 2), [0, 2]],
  ['may be negative', range(-2, 1), [-2, -1, 0]],
  ['takes fractions', range(0, 1, 0.25), [0, 0.25, 0.5, 0.75]],
  [
    'takes steps whose squares are too small for a number',
    range(0, 3e-200, 1e-200),
    [0, 1e-200, 2e-200],
  ],
  ['may begin between two numbers', range(0.5, 3), [0.5, 1.5, 2.5]],
  ['is empty from a number to itself', range(2, 2), []],
  ['is empty when the steps lead away from the end', range(0, 3, -1), []],
  ['is empty when the steps lead away from an end below', range(3, 0, 1), []],
  ['is empty when the steps lead away from an endless end', range(0, Infinity, -1), []],
])('it %s', (_, numbers, expected) => {
  expect([...numbers]).toEqual(expected)
})

test('fractions do not add up their errors', () => {
  expect([...range(0, 1, 0.1)]).toEqual(Array.from({ length: 10 }, (_, index) => index * 0.1))
})

test('the end is left out also when dividing by the step is not exact', () => {
  expect([...range(1, 1.3, 0.1)]).toEqual([1, 1.1, 1.2])
  expect([...range(-1, -1.3, -0.1)]).toEqual([-1, -1.1, -1.2])
})

test('the end is left out also where numbers are too far apart for the step', () => {
  const start = 2 ** 60
  const end = start + 1024
  expect([...range(start, end)].filter((n) => n >= end)).toEqual([])
  expect([...range(end, start)].filter((n) => n <= start)).toEqual([])
})

test('it ends before a number that is too great', () => {
  expect(pipe(range(0, Infinity, 1e308), take(5), toArray())).toEqual([0, 1e308])
  expect(pipe(range(-1e308, 1e308, 1e308), take(5), toArray())).toEqual([-1e308, 0])
  expect(pipe(range(1e308, -1e308, -1e308), take(5), toArray())).toEqual([1e308, 0])
})

test('it goes on for ever to Infinity and to -Infinity', () => {
  expect(pipe(range(5, Infinity), take(2), toArray())).toEqual([5, 6])
  expect(pipe(range(0, -Infinity), take(2), toArray())).toEqual([0, -1])
})

test('it is a Seq, and gives everything again', () => {
  const numbers = range(0, 2)
  expect(numbers).toBeInstanceOf(Seq)
  expect([...numbers, ...numbers]).toEqual([0, 1, 0, 1])
})

test('in an asynchronous pipeline it lets the event loop turn, and loses nothing', async () => {
  let turns = 0
  let counting = true
  const tick = (): void => {
    turns++
    if (counting) setImmediate(tick)
  }
  setImmediate(tick)
  expect(
    await pipe(
      range(0, 200_000),
      mapAsync((n) => n),
      count(),
    ),
  ).toBe(200_000)
  counting = false
  expect(turns).toBeGreaterThan(0)
})

describe('a bad argument is refused at the call', () => {
  test.each<[unknown[], string, string]>([
    [['0', 3], 'start must be a number, finite', '"0"'],
    [[0, '3'], 'end must be a number, no NaN', '"3"'],
    [[0, undefined], 'end must be a number, no NaN', 'undefined'],
    [[Symbol('zero'), 3], 'start must be a number, finite', 'Symbol(zero)'],
    [[0, Object.create(null)], 'end must be a number, no NaN', 'an instance of Object'],
    [[0n, 3n], 'start must be a number, finite', '0n'],
    [[0, 3, null], 'step must be a number, finite and not 0', 'null'],
  ])('with a TypeError for the wrong type: %o', (values, constraint, shown) => {
    expect(() => range(...(values as [number, number, number]))).toThrow(
      new TypeError(`range: ${constraint}, got ${shown}`),
    )
  })

  test.each<[[number, number, number?], string, string]>([
    [[Number.NaN, 3], 'start must be a number, finite', 'NaN'],
    [[Infinity, 3], 'start must be a number, finite', 'Infinity'],
    [[0, Number.NaN], 'end must be a number, no NaN', 'NaN'],
    [[0, 3, 0], 'step must be a number, finite and not 0', '0'],
    [[0, 3, Number.NaN], 'step must be a number, finite and not 0', 'NaN'],
    [[0, 3, Infinity], 'step must be a number, finite and not 0', 'Infinity'],
  ])('with a RangeError for the wrong value: %o', (values, constraint, shown) => {
    expect(() => range(...values)).toThrow(new RangeError(`range: ${constraint}, got ${shown}`))
  })
})
