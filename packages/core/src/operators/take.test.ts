import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { range } from '../sources/range.ts'
import { dripping, recorded, recordedAsync } from '../testSupport.ts'
import { take } from './take.ts'

test('delivers the first items', async () => {
  expect(pipe([1, 2, 3], take(2), toArray())).toEqual([1, 2])
  expect(await pipe(dripping([1, 2, 3]), take(2), toArray())).toEqual([1, 2])
})

test('delivers all of a source that has fewer', () => {
  expect(pipe([1, 2], take(3), toArray())).toEqual([1, 2])
})

test('of an endless source ends', async () => {
  expect(pipe(range(0, Infinity), take(2), toArray())).toEqual([0, 1])
  expect(await pipe(dripping(range(0, Infinity)), take(2), toArray())).toEqual([0, 1])
})

test('`take(2)` closes its source when more than two items are asked for, without asking for a third', () => {
  const source = recorded(['a', 'b', 'c'])
  const iterator = pipe(source, take(2))[Symbol.iterator]()
  iterator.next()
  iterator.next()
  expect(source.events.at(-1)).toBe('source asked')
  expect(iterator.next().done).toBe(true)
  expect(source.events).toEqual(['source opened', 'source asked', 'source asked', 'source closed'])
})

test('of an asynchronous source ends after its cleanup', async () => {
  const source = recordedAsync(['a', 'b'])
  expect(await pipe(source, take(1), toArray())).toEqual(['a'])
  expect(source.events).toEqual([
    'source opened',
    'source asked',
    'source closing',
    'source closed',
  ])
})

test('`take(0)` closes its source without asking for an item', () => {
  const source = recorded(['a'])
  expect(pipe(source, take(0), toArray())).toEqual([])
  expect(source.events).toEqual(['source opened', 'source closed'])
})

test('`take(Infinity)` delivers everything, and closes nothing', () => {
  const source = recorded(['a', 'b'])
  expect(pipe(source, take(Infinity), toArray())).toEqual(['a', 'b'])
  expect(source.events).not.toContain('source closed')
})

test('an error of the cleanup takes the place of the end', () => {
  const source: Iterable<number> = {
    [Symbol.iterator]: () => ({
      next: () => ({ value: 1, done: false }),
      return: () => {
        throw new Error('cleanup')
      },
    }),
  }
  const iterator = pipe(source, take(1))[Symbol.iterator]()
  expect(iterator.next()).toEqual({ value: 1, done: false })
  expect(() => iterator.next()).toThrow('cleanup')
  expect(iterator.next().done).toBe(true)
})

describe('a count', () => {
  const constraint = 'take: count must be a whole number of at least 0, or Infinity'

  test.each([-1, 1.5, Number.NaN, -Infinity])('of %d is a RangeError at the call', (count) => {
    expect(() => take(count)).toThrow(new RangeError(`${constraint}, got ${count}`))
  })

  test.each([
    ['2', '"2"'],
    [undefined, 'undefined'],
    [2n, '2n'],
  ])('that is %o is a TypeError at the call', (count, shown) => {
    expect(() => take(count as never)).toThrow(new TypeError(`${constraint}, got ${shown}`))
  })
})
