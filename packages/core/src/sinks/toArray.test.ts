import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping } from '../testSupport.ts'
import { toArray } from './toArray.ts'

test('collects all items', async () => {
  expect(pipe(new Set(['a', 'b']), toArray())).toEqual(['a', 'b'])
  expect(await pipe(dripping(['a', 'b']), toArray())).toEqual(['a', 'b'])
})

test('of a source without items is empty', async () => {
  expect(pipe([], toArray())).toEqual([])
  expect(await pipe(dripping([]), toArray())).toEqual([])
})

test('gives a new array each time, and never that of the source', () => {
  const source = ['a']
  const sink = toArray<string>()
  const [first, second] = [pipe(source, sink), pipe(source, sink)]
  expect(first).toEqual(source)
  expect(first).not.toBe(source)
  expect(first).not.toBe(second)
})

test('fills the holes of an array with `undefined`', () => {
  expect(pipe(Array(1), toArray())).toStrictEqual([undefined])
})
