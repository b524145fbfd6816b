import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping, recorded } from '../testSupport.ts'
import { partition } from './partition.ts'

const isEven = (n: number): boolean => n % 2 === 0

test('of a source without items gives two empty arrays', async () => {
  expect(pipe([], partition(isEven))).toEqual([[], []])
  expect(await pipe(dripping([]), partition(isEven))).toEqual([[], []])
})

test('keeps the order in both', async () => {
  const expected = [
    [2, 4],
    [1, 3],
  ]
  expect(pipe([1, 2, 3, 4], partition(isEven))).toEqual(expected)
  expect(await pipe(dripping([1, 2, 3, 4]), partition(isEven))).toEqual(expected)
})

test('takes what the callback returns as true or false', () => {
  expect(
    pipe(
      ['', 'a'],
      partition((text) => text),
    ),
  ).toEqual([['a'], ['']])
})

test('calls the callback with each item and its index, and begins anew in each run', () => {
  const second = partition((_item: string, index) => index === 1)
  expect(pipe(['a', 'b', 'c'], second)).toEqual([['b'], ['a', 'c']])
  expect(pipe(['a', 'b', 'c'], second)).toEqual([['b'], ['a', 'c']])
})

test('an error of the callback passes and closes the source', () => {
  const source = recorded(['a'])
  const broken = partition(() => {
    throw new Error('callback')
  })
  expect(() => pipe(source, broken)).toThrow('callback')
  expect(source.events.at(-1)).toBe('source closed')
})

test('a callback that is no function is a TypeError at the call', () => {
  // @ts-expect-error a function is required
  expect(() => partition()).toThrow(
    new TypeError('partition: predicate must be a function, got undefined'),
  )
})
