import { expect, test } from 'vitest'
import { compareByCodeUnit, compareNaturally } from './naturalOrder.ts'

const sorted = (...names: string[]): string[] => names.toSorted(compareNaturally)

test('digits count by their value, however many', () => {
  expect(sorted('a10.log', 'a9.log', 'a1.log')).toEqual(['a1.log', 'a9.log', 'a10.log'])
  expect(sorted('log.2.gz', 'log.10.gz', 'log.1.gz')).toEqual(['log.1.gz', 'log.2.gz', 'log.10.gz'])
  const huge = ['a100000000000000000002', 'a100000000000000000010']
  expect(sorted(...huge.toReversed())).toEqual(huge)
})

test('a name comes before one that goes on', () => {
  expect(sorted('a.log.1', 'a.log')).toEqual(['a.log', 'a.log.1'])
})

test('names that differ are never equal', () => {
  expect(sorted('a1', 'a01', 'a001')).toEqual(['a001', 'a01', 'a1'])
  expect(compareNaturally('\u00E4', 'a\u0308')).not.toBe(0)
  expect(compareNaturally('a', 'a')).toBe(0)
})

test('by code unit, capitals come first', () => {
  expect(['b', 'a10', 'B', 'a2'].toSorted(compareByCodeUnit)).toEqual(['B', 'a10', 'a2', 'b'])
})
