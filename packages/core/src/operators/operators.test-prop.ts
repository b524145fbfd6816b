import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { concat } from '../sources/concat.ts'
import { zip } from '../sources/zip.ts'
import { dripping } from '../testSupport.ts'
import { chunks } from './chunks.ts'
import { drop } from './drop.ts'
import { enumerate } from './enumerate.ts'
import { flatMap } from './flatMap.ts'
import { flatten } from './flatten.ts'
import { mapAsync } from './mapAsync.ts'
import { take } from './take.ts'
import { takeWhile } from './takeWhile.ts'

const items = fc.array(fc.anything())
const count = fc.oneof(fc.nat(12), fc.constant(Infinity))

test('`take` and `drop` are the two parts of `slice`', () => {
  fc.assert(
    fc.property(items, count, (array, n) => {
      const first = pipe(array, take(n), toArray())
      const rest = pipe(array, drop(n), toArray())
      expect(first).toEqual(array.slice(0, n))
      expect(rest).toEqual(array.slice(n))
      expect([...first, ...rest]).toEqual(array)
    }),
  )
})

test('`chunks` cuts the items into full pieces and one rest, and loses none', () => {
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 12 }), (array, size) => {
      const pieces = pipe(array, chunks(size), toArray())
      expect(pieces.flat(1)).toEqual(array.flat(0))
      expect(pieces).toHaveLength(Math.ceil(array.length / size))
      expect(pieces.slice(0, -1).every((piece) => piece.length === size)).toBe(true)
      expect(pieces.every((piece) => piece.length > 0)).toBe(true)
    }),
  )
})

test('`flatMap` is that of arrays', async () => {
  const nested = fc.array(fc.array(fc.anything()))
  await fc.assert(
    fc.asyncProperty(nested, async (arrays) => {
      const expected = arrays.flatMap((array, index) => [index, ...array])
      const withIndex = flatMap((array: unknown[], index: number) => [index, ...array])
      expect(pipe(arrays, withIndex, toArray())).toEqual(expected)
      expect(await pipe(dripping(arrays), withIndex, toArray())).toEqual(expected)
      const asSets = flatMap((array: unknown[], index: number) => dripping([index, ...array]))
      expect(await pipe(dripping(arrays), asSets, toArray())).toEqual(expected)
    }),
  )
})

test('what was taken apart is put together again: by `flatten`, by `concat`, and by `zip` itself', async () => {
  const size = fc.integer({ min: 1, max: 12 })
  await fc.assert(
    fc.asyncProperty(items, size, count, async (array, length, n) => {
      for (const source of [array, dripping(array)]) {
        expect(await pipe(source, chunks(length), flatten(), toArray())).toEqual(array)
        const halves = concat(pipe(source, take(n)), pipe(source, drop(n)))
        expect(await pipe(halves, toArray())).toEqual(array)
        const columns = [source, pipe(source, enumerate())] as const
        const rows: unknown[][] = await pipe(zip(columns), toArray())
        // Of no rows there are no columns.
        const unzipped = rows.length > 0 ? [...zip(rows)] : [[], []]
        expect(unzipped).toEqual([array, [...array.entries()]])
      }
    }),
  )
})

test('`takeWhile` ends before the first item that is refused', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), fc.nat(9), (numbers, limit) => {
      const end = numbers.findIndex((n) => n >= limit)
      expect(
        pipe(
          numbers,
          takeWhile((n) => n < limit),
          toArray(),
        ),
      ).toEqual(end === -1 ? numbers : numbers.slice(0, end))
    }),
  )
})

test('`mapAsync` keeps the order, or loses nothing but the order, whatever settles first', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.nat(100), { maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      fc.boolean(),
      async (scheduler, numbers, concurrency, ordered) => {
        let underWay = 0
        const double = mapAsync(
          async (n: number) => {
            expect(++underWay).toBeLessThanOrEqual(concurrency)
            await scheduler.schedule(Promise.resolve())
            underWay--
            return n * 2
          },
          { concurrency, ordered },
        )
        const result = await scheduler.waitFor(pipe(numbers, double, toArray()))
        const expected = numbers.map((n) => n * 2)
        if (!ordered) {
          expected.sort((a, b) => a - b)
          result.sort((a, b) => a - b)
        }
        expect(result).toEqual(expected)
      },
    ),
  )
})
