import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping } from '../testSupport.ts'
import { merge } from './merge.ts'
import { mergeSorted } from './mergeSorted.ts'

interface Entry {
  readonly key: number
  readonly from: string
}

const arrays = fc.array(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 12 }), {
  maxLength: 8,
})
const kinds = fc.array(fc.boolean(), { maxLength: 8 })

test('merging sorted sources is a stable sort of all their items, in any mixture of kinds', async () => {
  await fc.assert(
    fc.asyncProperty(arrays, kinds, async (parts, slow) => {
      const sources = parts.map((part, place) =>
        part
          .toSorted((a, b) => a - b)
          .map((key, index): Entry => ({ key, from: `${place}.${index}` })),
      )
      const expected = sources.flat().toSorted((one, other) => one.key - other.key)
      const by = (entry: Entry): number => entry.key
      expect([...mergeSorted(sources, { by })]).toEqual(expected)
      const mixed = sources.map((source, place) => (slow[place] ? dripping(source) : source))
      expect(await pipe(mergeSorted([...mixed, dripping<Entry>([])], { by }), toArray())).toEqual(
        expected,
      )
    }),
  )
})

test('merging gives every item once, and those of a source in their order', async () => {
  await fc.assert(
    fc.asyncProperty(arrays, kinds, async (parts, slow) => {
      const sources = parts.map((part, place) => part.map((key) => ({ key, place })))
      const mixed = sources.map((source, place) => (slow[place] ? dripping(source) : source))
      const merged = await pipe(merge(...mixed), toArray())
      expect(sources.map((_, nth) => merged.filter(({ place }) => place === nth))).toEqual(sources)
      expect(merged).toHaveLength(sources.flat().length)
    }),
  )
})
