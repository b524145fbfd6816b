import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded } from '../testSupport.ts'
import { permutations } from './permutations.ts'
import { range } from './range.ts'

const words = (source: Iterable<string[]>): string[] => [...source].map((row) => row.join(''))

test('of no item is one that is empty', () => {
  expect([...permutations([])]).toEqual([[]])
  expect([...permutations('abc', 0)]).toEqual([[]])
})

test('longer than there are items is none', () => {
  expect([...permutations('ab', 3)]).toEqual([])
})

test('gives every order of the items, in order', () => {
  expect(words(permutations('abc'))).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba'])
  expect(words(permutations('abc', 1))).toEqual(['a', 'b', 'c'])
  expect(words(permutations('abcd', 2))).toEqual('ab ac ad ba bc bd ca cb cd da db dc'.split(' '))
})

test('tells items apart by their place', () => {
  expect(words(permutations('aa'))).toEqual(['aa', 'aa'])
})

test('computes no more than are asked for, and gives everything again', () => {
  const all = permutations(range(0, 30))
  const firstTwo = pipe(all, take(2), toArray())
  expect(firstTwo.map((row) => row.slice(-2))).toEqual([
    [28, 29],
    [29, 28],
  ])
  expect(pipe(all, take(2), toArray())).toEqual(firstTwo)
})

test('collects the items at the first pull', () => {
  const source = recorded(['a'])
  const iterator = permutations(source)[Symbol.iterator]()
  expect(source.events).toEqual([])
  expect(iterator.next().value).toEqual(['a'])
  expect(source.events).toEqual(['source opened', 'source asked', 'source asked'])
})

test('a bad argument is refused at the call', () => {
  expect(() => permutations(5 as never)).toThrow(TypeError)
  expect(() => permutations(dripping([1]) as never)).toThrow(
    new TypeError('permutations: items must be an Iterable, got a Flow'),
  )
  expect(() => permutations([], '1' as never)).toThrow(TypeError)
  expect(() => permutations([], -1)).toThrow(
    new RangeError('permutations: length must be a whole number of at least 0, got -1'),
  )
  expect(() => permutations([], Infinity)).toThrow(RangeError)
})
