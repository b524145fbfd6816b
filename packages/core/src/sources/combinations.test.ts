import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded } from '../testSupport.ts'
import { combinations } from './combinations.ts'
import { range } from './range.ts'

const words = (source: Iterable<string[]>): string[] => [...source].map((row) => row.join(''))

test('of no item is one that is empty', () => {
  expect([...combinations([], 0)]).toEqual([[]])
  expect([...combinations('abc', 0)]).toEqual([[]])
})

test('longer than there are items is none', () => {
  expect([...combinations('ab', 3)]).toEqual([])
})

test('gives every choice of the items, in their order', () => {
  expect(words(combinations('abcd', 2))).toEqual(['ab', 'ac', 'ad', 'bc', 'bd', 'cd'])
  expect(words(combinations('abcd', 3))).toEqual(['abc', 'abd', 'acd', 'bcd'])
  expect(words(combinations('abc', 3))).toEqual(['abc'])
})

test('tells items apart by their place', () => {
  expect(words(combinations('aab', 2))).toEqual(['aa', 'ab', 'ab'])
})

test('computes no more than are asked for, and gives everything again', () => {
  const all = combinations(range(0, 100), 50)
  expect(pipe(all, take(1), toArray())).toEqual([[...range(0, 50)]])
  expect(pipe(all, take(1), toArray())).toEqual([[...range(0, 50)]])
})

test('collects the items at the first pull', () => {
  const source = recorded(['a'])
  const iterator = combinations(source, 1)[Symbol.iterator]()
  expect(source.events).toEqual([])
  expect(iterator.next().value).toEqual(['a'])
  expect(source.events).toEqual(['source opened', 'source asked', 'source asked'])
})

test('a bad argument is refused at the call', () => {
  expect(() => combinations(5 as never, 1)).toThrow(TypeError)
  expect(() => combinations(dripping([1]) as never, 1)).toThrow(
    new TypeError('combinations: items must be an Iterable, got a Flow'),
  )
  expect(() => combinations([], undefined as never)).toThrow(TypeError)
  expect(() => combinations([], 0.5)).toThrow(
    new RangeError('combinations: length must be a whole number of at least 0, got 0.5'),
  )
})
