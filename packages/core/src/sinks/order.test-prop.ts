import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { mergedOverWire, overWire } from '../testSupport.ts'
import { groupBy } from './groupBy.ts'
import { max } from './max.ts'
import { min } from './min.ts'
import { topK } from './topK.ts'

const NUMBERS = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double())
const parts = fc.array(fc.array(NUMBERS))

/** Whether `a` comes before `b` among the greatest: NaN is the least. */
function descending(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return a < b ? 1 : Number(a === b) - 1
}

test('`topK` gives what a stable sort and a slice give, and so does a merge of any parts', () => {
  const ranked = fc.array(fc.array(fc.record({ key: NUMBERS, name: fc.nat() })))
  fc.assert(
    fc.property(ranked, fc.nat(12), (items, count) => {
      const sink = topK(count, { by: ({ key }: { key: number }) => key })
      const all = items.flat()
      const expected = all.toSorted((a, b) => descending(a.key, b.key)).slice(0, count)
      expect(pipe(all, sink)).toEqual(expected)
    }),
  )
  fc.assert(
    fc.property(parts, fc.nat(12), (items, count) => {
      const expected = items.flat().toSorted(descending).slice(0, count)
      expect(pipe(items.flat(), topK(count))).toEqual(expected)
      expect(mergedOverWire(topK(count), items)).toEqual(expected)
    }),
  )
})

test('`min` and `max` give what `Math.min` and `Math.max` give, and so does a merge of any parts', () => {
  fc.assert(
    fc.property(parts, (items) => {
      const all = items.flat()
      const [least, greatest] = all.length ? [Math.min(...all), Math.max(...all)] : []
      // 0 and -0 are equal here, and not in Math.min.
      const plain = (n: number | undefined): number | undefined => n && n + 0
      for (const result of [pipe(all, min()), mergedOverWire(min<number>(), items)]) {
        expect(plain(result)).toEqual(plain(least))
      }
      for (const result of [pipe(all, max()), mergedOverWire(max<number>(), items)]) {
        expect(plain(result)).toEqual(plain(greatest))
      }
      expect(mergedOverWire(max(), items)).toBe(pipe(all, max()))
    }),
  )
})

test('`groupBy` of any parts merges into that of one pass, in the same order', () => {
  const keyOf = fc.func<[unknown], unknown>(fc.constantFrom(1, 'a', undefined, Number.NaN, 10n))
  const item = fc.oneof(fc.jsonValue().map(overWire), fc.constantFrom(undefined, -0, 1n))
  fc.assert(
    fc.property(fc.array(fc.array(item)), keyOf, (items, key) => {
      expect([...mergedOverWire(groupBy(key), items)]).toEqual([
        ...pipe(items.flat(), groupBy(key)),
      ])
    }),
  )
})
