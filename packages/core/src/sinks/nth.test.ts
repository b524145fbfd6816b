import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { recorded } from '../testSupport.ts'
import { nth } from './nth.ts'

test('counts from 0', () => {
  expect([0, 1, 2].map((index) => pipe(['a', 'b', 'c'], nth(index)))).toEqual(['a', 'b', 'c'])
})

test('behind the last item is `undefined`', () => {
  expect(pipe(['a'], nth(1))).toBeUndefined()
  expect(pipe([], nth(0))).toBeUndefined()
})

test('`nth(0)` asks for one item', () => {
  const source = recorded(['a', 'b'])
  pipe(source, nth(0))
  expect(source.events).toEqual(['source opened', 'source asked', 'source closed'])
})

test('an index that is no number is a TypeError at the call', () => {
  // @ts-expect-error a number is required
  expect(() => nth('1')).toThrow(
    new TypeError('nth: index must be a whole number of at least 0, got "1"'),
  )
})

test.each([-1, 0.5, Number.NaN, Infinity])('the index %s is a RangeError at the call', (index) => {
  expect(() => nth(index)).toThrow(
    new RangeError(`nth: index must be a whole number of at least 0, got ${index}`),
  )
})
