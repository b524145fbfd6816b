import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { range } from '../sources/range.ts'
import { dripping, recorded } from '../testSupport.ts'
import { slice } from './slice.ts'

test('`slice(1, 2)` closes its source without asking for the item at its end', () => {
  const source = recorded(['a', 'b', 'c'])
  expect(pipe(source, slice(1, 2), toArray())).toEqual(['b'])
  expect(source.events).toEqual(['source opened', 'source asked', 'source asked', 'source closed'])
})

test.each([
  [2, 2],
  [3, 1],
  [0, 0],
  [Infinity, Infinity],
])('`slice(%d, %d)` is empty, and asks for no item', (start, end) => {
  const source = recorded(['a', 'b', 'c'])
  expect(pipe(source, slice(start, end), toArray())).toEqual([])
  expect(source.events).toEqual(['source opened', 'source closed'])
})

test('without an end it delivers all from its start, and closes nothing', async () => {
  const source = recorded([0, 1, 2])
  expect(pipe(source, slice(1), toArray())).toEqual([1, 2])
  expect(source.events).not.toContain('source closed')
  expect(await pipe(dripping([0, 1, 2]), slice(1), toArray())).toEqual([1, 2])
})

test('delivers what there is of a source that ends within it, or before', () => {
  expect(pipe([0, 1], slice(1, 5), toArray())).toEqual([1])
  expect(pipe([0, 1], slice(3, 5), toArray())).toEqual([])
})

test('of an endless source ends', async () => {
  expect(pipe(range(0, Infinity), slice(3, 5), toArray())).toEqual([3, 4])
  expect(await pipe(dripping(range(0, Infinity)), slice(3, 5), toArray())).toEqual([3, 4])
})

describe.each([
  ['start', (index: unknown) => slice(index as number)],
  ['end', (index: unknown) => slice(0, index as number)],
])('%s', (name, call) => {
  const constraint = `slice: ${name} must be a whole number of at least 0, or Infinity`

  test.each([-1, 1.5, Number.NaN])('of %d is a RangeError at the call', (index) => {
    expect(() => call(index)).toThrow(new RangeError(`${constraint}, got ${index}`))
  })

  test.each([null, '1'])('that is %o is a TypeError at the call', (index) => {
    expect(() => call(index)).toThrow(TypeError)
  })
})
