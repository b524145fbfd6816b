import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { min } from './min.ts'

// What it shares with `max` is tested with `extremum`.

test('gives the smallest item, and nothing if there is none', () => {
  expect(pipe([2, 1, 3], min())).toBe(1)
  expect(pipe(['pear', 'fig', 'kiwi'], min({ by: (word) => word.length }))).toBe('fig')
  expect(pipe([], min())).toBeUndefined()
})

test('gives the first of those that are equal', () => {
  expect(pipe(['fig', 'nut', 'pear'], min({ by: (word) => word.length }))).toBe('fig')
  expect(pipe([0, -0], min())).toBe(0)
})

test('names itself in its errors', () => {
  // @ts-expect-error a function is required
  expect(() => min({ by: 'length' })).toThrow(
    new TypeError('min: by must be a function, got "length"'),
  )
})
