import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping } from '../testSupport.ts'
import { collect } from './collect.ts'

const lengths = collect<string, number[]>(
  () => [],
  (into, word) => into.push(word.length),
)

test('every item is put into it, in order', async () => {
  expect(pipe(['fig', 'kiwi'], lengths)).toEqual([3, 4])
  expect(await pipe(dripping(['fig', 'kiwi']), lengths)).toEqual([3, 4])
})

test('each run has a collection of its own', () => {
  const first = pipe(['fig'], lengths)
  expect(pipe([], lengths)).toEqual([])
  expect(first).toEqual([3])
})
