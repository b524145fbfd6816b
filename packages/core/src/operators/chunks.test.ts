import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded } from '../testSupport.ts'
import { chunks } from './chunks.ts'
import { take } from './take.ts'

test('delivers full chunks, and what is left at the end', async () => {
  expect(pipe([1, 2, 3, 4, 5], chunks(2), toArray())).toEqual([[1, 2], [3, 4], [5]])
  expect(await pipe(dripping([1, 2, 3]), chunks(2), toArray())).toEqual([[1, 2], [3]])
})

test('delivers no empty chunk at the end', () => {
  expect(pipe([1, 2], chunks(2), toArray())).toEqual([[1, 2]])
  expect(pipe([], chunks(2), toArray())).toEqual([])
})

test('a chunk may be larger than the source, or hold one item', () => {
  expect(pipe([1, 2], chunks(100), toArray())).toEqual([[1, 2]])
  expect(pipe([1, 2], chunks(1), toArray())).toEqual([[1], [2]])
})

test('each chunk is an array of its own', () => {
  const [first, second] = pipe([1, 2], chunks(1))
  first?.push(9)
  expect(second).toEqual([2])
})

test('reads no more of its source than a chunk needs', () => {
  const source = recorded([1, 2, 3, 4])
  expect(pipe(source, chunks(2), take(1), toArray())).toEqual([[1, 2]])
  expect(source.events).toEqual(['source opened', 'source asked', 'source asked', 'source closed'])
})

test('an error of the source comes after the full chunks, and discards the one that is not full', () => {
  const iterator = pipe(
    (function* () {
      yield* [1, 2, 3]
      throw new Error('broken')
    })(),
    chunks(2),
  )[Symbol.iterator]()
  expect(iterator.next().value).toEqual([1, 2])
  expect(() => iterator.next()).toThrow('broken')
  expect(iterator.next().done).toBe(true)
})

describe('a size', () => {
  const constraint = 'chunks: size must be a whole number of at least 1'

  test.each([0, -1, 1.5, Number.NaN, Infinity])('of %d is a RangeError at the call', (size) => {
    expect(() => chunks(size)).toThrow(new RangeError(`${constraint}, got ${size}`))
  })

  test('that is missing is a TypeError at the call', () => {
    // @ts-expect-error the size is required
    expect(() => chunks()).toThrow(new TypeError(`${constraint}, got undefined`))
  })
})
