import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { mergedOverWire } from '../testSupport.ts'
import { max } from './max.ts'
import { min } from './min.ts'

// Those of Math tell -0 from 0, where here the first of the two is given.
const numbers = fc.array(fc.double().map((n) => n + 0))

test.each([
  ['Math.min', Math.min, min<number>()],
  ['Math.max', Math.max, max<number>()],
])('is %s of numbers, in one pass and merged from two halves', (_, ofMath, extremum) => {
  fc.assert(
    fc.property(numbers, numbers, (left, right) => {
      const items = [...left, ...right]
      const expected = items.length === 0 ? undefined : ofMath(...items)
      expect(pipe(items, extremum)).toBe(expected)
      expect(mergedOverWire(extremum, [left, right])).toBe(expected)
    }),
  )
})
