import { expect, test, vi } from 'vitest'
import { overWire } from '../testSupport.ts'
import { entryOf, type Entries } from './entries.ts'
import { fromPortable } from './portable.ts'

const count = (entries: Entries<unknown, number>, ...keys: readonly unknown[]): void => {
  for (const key of keys) entryOf(entries, key, () => 0)[1]++
}

test('keys stand in the order in which they first came', () => {
  const entries: Entries<unknown, number> = []
  count(entries, 'b', 'a', 'b')
  expect(entries).toEqual([
    ['b', 2],
    ['a', 1],
  ])
})

test('keys are told apart as those of a Map are', () => {
  const entries: Entries<unknown, number> = []
  const key = {}
  count(entries, Number.NaN, Number.NaN, 1, '1', key, {}, key, undefined, undefined)
  expect(entries.map(([, counted]) => counted)).toEqual([2, 1, 1, 2, 1, 2])
})

test('after a journey as JSON the keys are found again, also those that JSON would lose', () => {
  const entries: Entries<unknown, number> = []
  count(entries, Number.NaN, 10n, 'a')
  const arrived = overWire(entries)
  count(arrived, 'a', Number.NaN, 10n, 'new')
  expect(arrived.map(([key, counted]) => [fromPortable(key), counted])).toEqual([
    [Number.NaN, 2],
    [10n, 2],
    ['a', 2],
    ['new', 1],
  ])
})

test('the first value of a key is made when it first comes', () => {
  const entries: Entries<string, number[]> = []
  const initial = vi.fn<() => number[]>(() => [])
  entryOf(entries, 'a', initial)[1].push(1)
  entryOf(entries, 'a', initial)[1].push(2)
  expect(initial).toHaveBeenCalledTimes(1)
  expect(entries).toEqual([['a', [1, 2]]])
})
