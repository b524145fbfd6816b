import { expect, test } from 'vitest'
import { isUnordered, orderOf } from './order.ts'

test('what is compared is the item, or what `by` gives for it', () => {
  expect(orderOf<number>('max', undefined)(3)).toBe(3)
  expect(orderOf<string>('max', { by: (word) => word.length })('fig')).toBe(3)
})

test.each([1, Number.NaN, 'a', 1n, false, new Date(0)])('%o has an order', (value) => {
  expect(orderOf<unknown>('max', { by: () => value })(undefined)).toBe(value)
})

test.each([
  [undefined, 'undefined'],
  [null, 'null'],
  [{}, 'an instance of Object'],
  [[1], 'an array of 1'],
  [Symbol.iterator, 'Symbol(Symbol.iterator)'],
])('%o has none, and is a TypeError', (value, shown) => {
  const message = `max: what is compared must be a number, string, bigint, boolean or Date, got ${shown}`
  expect(() => orderOf<unknown>('max', undefined)(value)).toThrow(new TypeError(message))
})

test('a bad option is refused before there is an item', () => {
  expect(() => orderOf('max', {} as never)).toThrow(
    new TypeError('max: by must be a function, got undefined'),
  )
})

test('no comparison with NaN, or with a date that is invalid, is ever true', () => {
  expect([Number.NaN, new Date(Number.NaN)].map(isUnordered)).toEqual([true, true])
  expect([0, Infinity, '', 'NaN', 0n, false, new Date(0)].some(isUnordered)).toBe(false)
})
