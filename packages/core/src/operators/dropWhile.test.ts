import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded } from '../testSupport.ts'
import { dropWhile } from './dropWhile.ts'

test('delivers everything from the first item for which the callback says no', async () => {
  const leaveSmall = dropWhile((n: number) => n < 3)
  expect(pipe([1, 2, 3, 1], leaveSmall, toArray())).toEqual([3, 1])
  expect(await pipe(dripping([1, 2, 3, 1]), leaveSmall, toArray())).toEqual([3, 1])
})

test('is empty when the callback never says no', () => {
  expect(
    pipe(
      [1, 2],
      dropWhile(() => 'yes'),
      toArray(),
    ),
  ).toEqual([])
})

test('the callback gets each item with its index, and is not called again after it said no', () => {
  const calls: unknown[][] = []
  pipe(
    ['a', 'b', 'c'],
    dropWhile((...values) => calls.push(values) < 2),
    toArray(),
  )
  expect(calls).toEqual([
    ['a', 0],
    ['b', 1],
  ])
})

test('each run begins anew', () => {
  const rest = pipe(
    [1, 9, 1],
    dropWhile((n, index) => n < 5 && index < 5),
  )
  expect([[...rest], [...rest]]).toEqual([
    [9, 1],
    [9, 1],
  ])
})

test('an error of the callback passes and closes the source', () => {
  const source = recorded([1])
  const broken = dropWhile(() => {
    throw new Error('callback')
  })
  expect(() => pipe(source, broken, toArray())).toThrow('callback')
  expect(source.events.at(-1)).toBe('source closed')
})

test('a callback that is no function is a TypeError at the call', () => {
  // @ts-expect-error a function is required
  expect(() => dropWhile(1)).toThrow(new TypeError('dropWhile: callback must be a function, got 1'))
})
