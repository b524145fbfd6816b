import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping } from '../testSupport.ts'
import { enumerate } from './enumerate.ts'

test('numbers the items from 0', async () => {
  const numbered = [
    [0, 'a'],
    [1, 'b'],
  ]
  expect(pipe(['a', 'b'], enumerate(), toArray())).toEqual(numbered)
  expect(await pipe(dripping(['a', 'b']), enumerate(), toArray())).toEqual(numbered)
})

test('numbers them from another start, anew in each run', () => {
  const lines = pipe(['a'], enumerate(1))
  expect([...lines, ...lines]).toEqual([
    [1, 'a'],
    [1, 'a'],
  ])
})

describe('a start', () => {
  const constraint = 'enumerate: start must be a whole number of at least 0'

  test.each([-1, 0.5, Infinity, Number.NaN])('of %d is a RangeError at the call', (start) => {
    expect(() => enumerate(start)).toThrow(new RangeError(`${constraint}, got ${start}`))
  })

  test('that is a string is a TypeError at the call', () => {
    // @ts-expect-error a number is required
    expect(() => enumerate('1')).toThrow(new TypeError(`${constraint}, got "1"`))
  })
})
