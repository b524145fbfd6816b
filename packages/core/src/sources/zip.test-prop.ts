import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping } from '../testSupport.ts'
import { zip } from './zip.ts'
import { zipKeyed } from './zipKeyed.ts'

const arrays = fc.array(fc.array(fc.anything(), { maxLength: 5 }), { maxLength: 5 })
const paddings = fc.array(fc.anything(), { maxLength: 5 })
const kinds = fc.array(fc.boolean(), { maxLength: 5 })

/** The rows of the arrays, as many as there are in one of them or the other. */
function rowsOf(sources: unknown[][], length: number, padding: unknown[]): unknown[][] {
  return Array.from({ length }, (_, row) =>
    sources.map((source, place) => (row < source.length ? source[row] : padding[place])),
  )
}

const byPlace = <T>(items: T[]): Record<number, T> => Object.fromEntries(items.entries())
const lengthsOf = (sources: unknown[][]): number[] => sources.map(({ length }) => length)

test('`zip` gives the rows of the arrays, in any mixture of kinds', async () => {
  await fc.assert(
    fc.asyncProperty(arrays, paddings, kinds, async (sources, padding, slow) => {
      const mixed = sources.map((source, place) => (slow[place] ? dripping(source) : source))
      const least = sources.length === 0 ? 0 : Math.min(...lengthsOf(sources))
      const shortest = rowsOf(sources, least, [])
      expect([...zip(sources)]).toEqual(shortest)
      expect(await pipe(zip([dripping(Array(9)), ...mixed]), toArray())).toEqual(
        sources.length === 0
          ? Array.from({ length: 9 }, () => [undefined])
          : shortest.map((row) => [undefined, ...row]),
      )
      const longest = rowsOf(sources, Math.max(0, ...lengthsOf(sources)), padding)
      expect([...zip(sources, { mode: 'longest', padding })]).toEqual(longest)
      const keyed = zipKeyed(byPlace(sources), { mode: 'longest', padding: byPlace(padding) })
      expect([...keyed].map((row) => Object.values(row))).toEqual(longest)
    }),
  )
})

test('`zip` is strict about uneven arrays, and only about those', () => {
  fc.assert(
    fc.property(arrays, (sources) => {
      const outcome = (): unknown => {
        try {
          return [...zip(sources, { mode: 'strict' })]
        } catch (error) {
          return String(error).slice(0, 'TypeError'.length)
        }
      }
      const isUneven = new Set(lengthsOf(sources)).size > 1
      expect(outcome()).toEqual(isUneven ? 'TypeError' : [...zip(sources)])
    }),
  )
})
