import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { mergedOverWire } from '../testSupport.ts'
import { min } from './min.ts'

// Math.min tells -0 from 0, where here the first of the two is given.
const numbers = fc.array(fc.double().map((n) => n + 0))

test('is Math.min of numbers, in one pass and merged from two halves', () => {
  fc.assert(
    fc.property(numbers, numbers, (left, right) => {
      const items = [...left, ...right]
      const expected = items.length === 0 ? undefined : Math.min(...items)
      expect(pipe(items, min())).toBe(expected)
      expect(mergedOverWire(min(), [left, right])).toBe(expected)
    }),
  )
})
