import { expect, test } from 'vitest'
import { itself } from './itself.ts'

test('gives what it is given, and no copy', () => {
  const item = { key: 1 }
  expect(itself(item)).toBe(item)
  expect(itself(undefined)).toBeUndefined()
})

test('takes an item without its index, as `map` passes both', () => {
  expect(['a', 'b'].map(itself)).toEqual(['a', 'b'])
})
