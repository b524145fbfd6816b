import fc from 'fast-check'
import { expect, test } from 'vitest'
import { combinations } from './combinations.ts'
import { permutations } from './permutations.ts'
import { product } from './product.ts'

const pools = fc.array(fc.array(fc.integer(), { maxLength: 4 }), { maxLength: 4 })
const sizes = fc.integer({ min: 0, max: 5 })

test('`product` is what nested loops go through', () => {
  fc.assert(
    fc.property(pools, (sources) => {
      const expected = sources.reduce<number[][]>(
        (rows, source) => rows.flatMap((row) => source.map((item) => [...row, item])),
        [[]],
      )
      expect([...product(...sources)]).toEqual(expected)
    }),
  )
})

/** As itertools defines both: those of the tuples of places that have what it takes. */
function places(size: number, length: number, isOne: (row: number[]) => boolean): number[][] {
  const all = [...Array(size).keys()]
  return [...product(...Array.from({ length }, () => all))].filter(isOne)
}

test('`permutations` are the tuples in which no place comes twice', () => {
  fc.assert(
    fc.property(sizes, sizes, (size, length) => {
      const expected = places(size, length, (row) => new Set(row).size === length)
      expect([...permutations(Array(size).keys(), length)]).toEqual(expected)
    }),
  )
})

test('`combinations` are the tuples whose places ascend', () => {
  fc.assert(
    fc.property(sizes, sizes, (size, length) => {
      const expected = places(size, length, (row) =>
        row.every((place, index) => index === 0 || place > (row[index - 1] ?? -1)),
      )
      expect([...combinations(Array(size).keys(), length)]).toEqual(expected)
    }),
  )
})
