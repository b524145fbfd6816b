import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { max } from './max.ts'

// What it shares with `min` is tested with `extremum`.

test('gives the greatest item, and nothing if there is none', () => {
  expect(pipe([2, 3, 1], max())).toBe(3)
  expect(pipe(['fig', 'banana', 'kiwi'], max({ by: (word) => word.length }))).toBe('banana')
  expect(pipe([], max())).toBeUndefined()
})

test('gives the first of those that are equal', () => {
  expect(pipe(['fig', 'pear', 'kiwi'], max({ by: (word) => word.length }))).toBe('pear')
  expect(pipe([-0, 0], max())).toBe(-0)
})

test('names itself in its errors', () => {
  // @ts-expect-error options are an object
  expect(() => max((n: number) => n)).toThrow(
    new TypeError('max: options must be an object, got function (anonymous)'),
  )
})
