import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { range } from '../sources/range.ts'
import { dripping, recorded } from '../testSupport.ts'
import { drop } from './drop.ts'
import { take } from './take.ts'

test('leaves out the first items', async () => {
  expect(pipe([1, 2, 3], drop(2), toArray())).toEqual([3])
  expect(await pipe(dripping([1, 2, 3]), drop(2), toArray())).toEqual([3])
})

test('of a source that has no more is empty', () => {
  expect(pipe([1, 2], drop(2), toArray())).toEqual([])
  expect(pipe([1], drop(2), toArray())).toEqual([])
})

test('`drop(0)` delivers everything', () => {
  expect(pipe([1, 2], drop(0), toArray())).toEqual([1, 2])
})

test('`drop(Infinity)` reads the source to its end and delivers nothing', () => {
  const source = recorded([1, 2])
  expect(pipe(source, drop(Infinity), toArray())).toEqual([])
  expect(source.events).toEqual(['source opened', ...Array<string>(3).fill('source asked')])
})

test('of an endless source goes on', () => {
  expect(pipe(range(0, Infinity), drop(3), take(2), toArray())).toEqual([3, 4])
})

test('drops nothing before the first item is asked for, and only once', () => {
  const source = recorded([1, 2, 3, 4])
  const iterator = pipe(source, drop(2))[Symbol.iterator]()
  expect(source.events).toEqual(['source opened'])
  iterator.next()
  expect(source.events.filter((event) => event === 'source asked')).toHaveLength(3)
  iterator.next()
  expect(source.events.filter((event) => event === 'source asked')).toHaveLength(4)
})

test('closes its source when it is left', () => {
  const source = recorded([1, 2, 3])
  for (const _ of pipe(source, drop(1))) break
  expect(source.events.at(-1)).toBe('source closed')
})

describe('a count', () => {
  const constraint = 'drop: count must be a whole number of at least 0, or Infinity'

  test.each([-1, 0.5, Number.NaN])('of %d is a RangeError at the call', (count) => {
    expect(() => drop(count)).toThrow(new RangeError(`${constraint}, got ${count}`))
  })

  test('that is no number is a TypeError at the call', () => {
    // @ts-expect-error a number is required
    expect(() => drop('2')).toThrow(new TypeError(`${constraint}, got "2"`))
  })
})
