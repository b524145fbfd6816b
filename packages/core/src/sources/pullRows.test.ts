import { expect, test } from 'vitest'
import { Seq } from '../kernel/seq.ts'
import type { Source } from '../kernel/source.ts'
import { pullRows, type ZipMode } from './pullRows.ts'

const uneven = (ended: number, other: number): Error => new Error(`${ended} before ${other}`)
const rowsOf = (sources: readonly Source[], mode: ZipMode, padding: readonly unknown[] = []) => [
  ...new Seq((run) => pullRows({ sources, mode, padding, uneven }, run)),
]

test('of no sources there are no rows', () => {
  expect(rowsOf([], 'shortest')).toEqual([])
  expect(rowsOf([], 'longest')).toEqual([])
  expect(rowsOf([], 'strict')).toEqual([])
})

test('`undefined` is an item, and no end', () => {
  expect(rowsOf([[undefined], [1]], 'strict')).toEqual([[undefined, 1]])
  expect(rowsOf([[undefined], [1, 2]], 'longest', ['x'])).toEqual([
    [undefined, 1],
    ['x', 2],
  ])
})

test('the first that ends alone is named, with one that does not', () => {
  expect(() => rowsOf([[1, 2], [1, 2], [1]], 'strict')).toThrow('2 before 0')
  expect(() => rowsOf([[1], [1], [1, 2]], 'strict')).toThrow('0 before 2')
})
