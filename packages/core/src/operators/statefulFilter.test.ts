import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping } from '../testSupport.ts'
import { statefulFilter } from './statefulFilter.ts'

/** Keeps the first item, the third, and so on. */
const everySecond = statefulFilter<number>(() => {
  let keep = false
  return () => (keep = !keep)
})

test('what it remembers survives a wait', async () => {
  expect(await pipe(dripping([1, 2, 3, 4, 5]), everySecond, toArray())).toEqual([1, 3, 5])
})

test('every run remembers its own, also when the operator stands in a pipeline twice', () => {
  const pipeline = pipe([1, 2, 3], everySecond)
  const [one, other] = [pipeline[Symbol.iterator](), pipeline[Symbol.iterator]()]
  expect([one.next().value, other.next().value]).toEqual([1, 1])
  expect([one.next().value, other.next().value]).toEqual([3, 3])
  expect(pipe([1, 2, 3, 4, 5], everySecond, everySecond, toArray())).toEqual([1, 5])
})

test('each item is asked about once, and only when it is wanted', () => {
  const asked: number[] = []
  const iterator = pipe(
    [1, 2, 3, 4],
    statefulFilter<number>(() => (n) => asked.push(n) > 1),
  )[Symbol.iterator]()
  expect(iterator.next().value).toBe(2)
  expect(asked).toEqual([1, 2])
})
