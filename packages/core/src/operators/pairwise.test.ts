import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping } from '../testSupport.ts'
import { pairwise } from './pairwise.ts'

test('delivers each item with the one before it', async () => {
  const pairs = [
    ['a', 'b'],
    ['b', 'c'],
  ]
  expect(pipe(['a', 'b', 'c'], pairwise(), toArray())).toEqual(pairs)
  expect(await pipe(dripping(['a', 'b', 'c']), pairwise(), toArray())).toEqual(pairs)
})

test('of fewer than two items gives none', () => {
  expect(pipe([], pairwise(), toArray())).toEqual([])
  expect(pipe(['a'], pairwise(), toArray())).toEqual([])
})
