import { expect, test } from 'vitest'
import { numberOf } from './numbers.ts'

test('a number is summarised as it is, and what is not one by its `by`', () => {
  expect(numberOf('sum', undefined)(1.5)).toBe(1.5)
  expect(numberOf('sum', {})(Number.NaN)).toBeNaN()
  expect(numberOf<string>('sum', { by: (word) => word.length })('fig')).toBe(3)
})

test.each([
  ['1', '"1"'],
  [1n, '1n'],
  [undefined, 'undefined'],
  [new Date(0), 'a Date'],
])('anything else is a TypeError, and nothing is converted: %o', (item, shown) => {
  const message = `sum: what is summarised must be a number, got ${shown}`
  expect(() => numberOf<unknown>('sum', {})(item)).toThrow(new TypeError(message))
})

test('a bad option is refused before there is an item', () => {
  expect(() => numberOf('sum', [] as never)).toThrow(TypeError)
  expect(() => numberOf('sum', { by: 'size' } as never)).toThrow(
    new TypeError('sum: by must be a function, got "size"'),
  )
})
