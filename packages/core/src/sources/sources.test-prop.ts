import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping } from '../testSupport.ts'
import { concat } from './concat.ts'
import { fromBatches } from './fromBatches.ts'
import { range } from './range.ts'

const arrays = fc.array(fc.array(fc.anything()))

test('`concat` is that of arrays, in any mixture of kinds', async () => {
  await fc.assert(
    fc.asyncProperty(arrays, fc.array(fc.boolean()), async (parts, slow) => {
      const expected = ([] as unknown[]).concat(...parts.map((part) => [...part]))
      expect(pipe(concat(...parts), toArray())).toEqual(expected)
      const mixed = parts.map((part, index) => (slow[index] ? dripping(part) : new Set([part])))
      const unwrapped = parts.flatMap((part, index) => (slow[index] ? part : [part]))
      expect(await pipe(concat(dripping([]), ...mixed), toArray())).toEqual(unwrapped)
    }),
  )
})

test('batches do not show', async () => {
  await fc.assert(
    fc.asyncProperty(arrays, async (batches) => {
      expect(
        await pipe(
          fromBatches(() => batches),
          toArray(),
        ),
      ).toEqual(batches.flat(1))
      expect(
        await pipe(
          fromBatches(() => dripping(batches)),
          toArray(),
        ),
      ).toEqual(batches.flat(1))
    }),
  )
})

test('`range` counts whole numbers as a loop does', () => {
  const whole = fc.integer({ min: -50, max: 50 })
  fc.assert(
    fc.property(whole, whole, whole, (start, end, step) => {
      fc.pre(step !== 0)
      const expected: number[] = []
      for (let n = start; step > 0 ? n < end : n > end; n += step) expected.push(n)
      expect([...range(start, end, step)]).toEqual(expected)
    }),
  )
})

test('`range` never reaches its end, and each number is computed from its index', () => {
  const size = fc.double({ min: -1000, max: 1000, noNaN: true })
  fc.assert(
    fc.property(
      size,
      size,
      fc.double({ min: 0.001, max: 10, noNaN: true }),
      (start, end, width) => {
        const step = end < start ? -width : width
        const numbers = pipe(range(start, end, step), take(1000), toArray())
        expect(numbers).toEqual(numbers.map((_, index) => start + index * step))
        expect(numbers.every((n) => (step > 0 ? n < end : n > end))).toBe(true)
      },
    ),
  )
})
