import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping } from '../testSupport.ts'
import { toSet } from './toSet.ts'

test('of a source without items is empty', async () => {
  expect(pipe([], toSet())).toEqual(new Set())
  expect(await pipe(dripping([]), toSet())).toEqual(new Set())
})

test('keeps one of each, in the order in which they first came', async () => {
  const items = ['b', 'a', 'b', undefined, Number.NaN, Number.NaN]
  expect([...pipe(items, toSet())]).toEqual(['b', 'a', undefined, Number.NaN])
  expect([...(await pipe(dripping(items), toSet()))]).toEqual(['b', 'a', undefined, Number.NaN])
})

test('gives a new set each time', () => {
  const sink = toSet<string>()
  expect(pipe(['a'], sink)).not.toBe(pipe(['a'], sink))
  expect(pipe(['b'], sink)).toEqual(new Set(['b']))
})
