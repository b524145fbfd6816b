import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping } from '../testSupport.ts'
import { chunkBy } from './chunkBy.ts'
import { dedupe } from './dedupe.ts'
import { distinct } from './distinct.ts'
import { drop } from './drop.ts'
import { dropWhile } from './dropWhile.ts'
import { flatten } from './flatten.ts'
import { interleave } from './interleave.ts'
import { intersperse } from './intersperse.ts'
import { scan } from './scan.ts'
import { shuffle } from './shuffle.ts'
import { slice } from './slice.ts'
import { take } from './take.ts'
import { takeWhile } from './takeWhile.ts'
import { windows } from './windows.ts'

const items = fc.array(fc.anything())
const count = fc.oneof(fc.nat(12), fc.constant(Infinity))
const size = fc.integer({ min: 1, max: 12 })
const digits = fc.array(fc.nat(3))
const oddValues = fc.array(fc.constantFrom(0, -0, Number.NaN, '', undefined, null))

test('`slice` is that of arrays, and `drop` and `take` in a row', () => {
  fc.assert(
    fc.property(items, count, count, (array, start, end) => {
      const sliced = pipe(array, slice(start, end), toArray())
      expect(sliced).toStrictEqual(array.slice(start, end))
      const length = start < end ? end - start : 0
      expect(sliced).toStrictEqual(pipe(array, drop(start), take(length), toArray()))
    }),
  )
})

test('`flatten` is `flat` of arrays', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.anything())), (arrays) => {
      expect(pipe(arrays, flatten(), toArray())).toStrictEqual(arrays.flat())
    }),
  )
})

test('`takeWhile` and `dropWhile` are two parts of a whole', () => {
  fc.assert(
    fc.property(digits, fc.nat(3), (numbers, limit) => {
      const isSmall = (n: number): boolean => n < limit
      expect([...pipe(numbers, takeWhile(isSmall)), ...pipe(numbers, dropWhile(isSmall))]).toEqual(
        numbers,
      )
    }),
  )
})

test('the last value of `scan` is that of `reduce`, and so is every one of what is before it', () => {
  const digest = (text: string, n: number, index: number): string => `${text},${n}@${index}`
  fc.assert(
    fc.property(digits, (numbers) => {
      const heads = numbers.map((_, index) => numbers.slice(0, index + 1))
      expect(pipe(numbers, scan(digest, ''), toArray())).toEqual(
        heads.map((head) => head.reduce(digest, '')),
      )
      const difference = (left: number, right: number): number => left - right
      expect(pipe(numbers, scan(difference), toArray())).toEqual(
        heads.map((head) => head.reduce(difference)),
      )
    }),
  )
})

test('`windows` are the slices of their size', () => {
  fc.assert(
    fc.property(items, size, (array, length) => {
      const slices = array
        .map((_, start) => array.slice(start, start + length))
        .filter((neighbours) => neighbours.length === length)
      expect(pipe(array, windows(length), toArray())).toStrictEqual(slices)
      const partial = array.length > 0 && array.length < length ? [array] : slices
      expect(pipe(array, windows(length, 'allow-partial'), toArray())).toStrictEqual(partial)
    }),
  )
})

test('`chunkBy` loses nothing, and no two neighbours have the same key', async () => {
  await fc.assert(
    fc.asyncProperty(oddValues, async (array) => {
      const runs = pipe(
        array,
        chunkBy((item) => item),
        toArray(),
      )
      expect(runs.flatMap(([, run]) => run)).toStrictEqual(array)
      for (const [key, run] of runs) expect(new Set([key, ...run]).size).toBe(1)
      expect(runs.map(([key]) => key)).toStrictEqual(pipe(array, dedupe(), toArray()))
      const byItem = chunkBy((item) => item)
      expect(await pipe(dripping(array), byItem, toArray())).toStrictEqual(runs)
    }),
  )
})

test('`distinct` is a Set', () => {
  fc.assert(
    fc.property(oddValues, (array) => {
      const firsts = array.filter((item, index) => !new Set(array.slice(0, index)).has(item))
      expect(pipe(array, distinct(), toArray())).toStrictEqual(firsts)
    }),
  )
})

test('every second item of `intersperse` is the separator, and the others are the items', () => {
  fc.assert(
    fc.property(items, (array) => {
      const separator = Symbol('separator')
      const spaced = pipe(array, intersperse(separator), toArray())
      expect(spaced).toHaveLength(Math.max(0, array.length * 2 - 1))
      expect(spaced.filter((_, index) => index % 2 === 0)).toStrictEqual(array)
      expect(spaced.every((item, index) => index % 2 === 0 || item === separator)).toBe(true)
    }),
  )
})

test('`interleave` gives the first items, then the second ones, and so on', async () => {
  const arrays = fc.array(fc.array(fc.nat()), { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(arrays, async ([first = [], ...others]) => {
      const all = [first, ...others]
      const longest = Math.max(...all.map(({ length }) => length))
      const rows = Array.from({ length: longest }, (_, row) =>
        all.flatMap((array) => array.slice(row, row + 1)),
      )
      expect(pipe(first, interleave(...others), toArray())).toEqual(rows.flat())
      const flows = others.map((other) => dripping(other))
      expect(await pipe(first, interleave(...flows), toArray())).toEqual(rows.flat())
    }),
  )
})

test('`shuffle` loses and repeats nothing, and brings no item earlier than its buffer can', () => {
  fc.assert(
    fc.property(fc.nat(40), size, fc.maxSafeNat(), (length, buffer, seed) => {
      const places = Array.from({ length }, (_, index) => index)
      const order = pipe(places, shuffle({ buffer, seed }), toArray())
      expect(order.toSorted((a, b) => a - b)).toEqual(places)
      for (const [place, item] of order.entries()) expect(item - place).toBeLessThan(buffer)
    }),
  )
})
