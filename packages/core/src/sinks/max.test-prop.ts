import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { mergedOverWire } from '../testSupport.ts'
import { max } from './max.ts'

// Math.max tells -0 from 0, where here the first of the two is given.
const numbers = fc.array(fc.double().map((n) => n + 0))

test('is Math.max of numbers, in one pass and merged from two halves', () => {
  fc.assert(
    fc.property(numbers, numbers, (left, right) => {
      const items = [...left, ...right]
      const expected = items.length === 0 ? undefined : Math.max(...items)
      expect(pipe(items, max())).toBe(expected)
      expect(mergedOverWire(max(), [left, right])).toBe(expected)
    }),
  )
})
