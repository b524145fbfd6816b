import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { range } from '../sources/range.ts'
import { dripping, mergedOverWire, overWire, recorded } from '../testSupport.ts'
import { topK } from './topK.ts'

test('gives all items, the greatest first, if there are fewer', async () => {
  expect(pipe([], topK(3))).toEqual([])
  expect(pipe([1, 3, 2], topK(5))).toEqual([3, 2, 1])
  expect(await pipe(dripping([1, 3, 2]), topK(5))).toEqual([3, 2, 1])
})

test('`topK(0)` gives nothing, and reads everything', () => {
  const source = recorded([1, 2])
  expect(pipe(source, topK(0))).toEqual([])
  expect(source.events.filter((event) => event === 'source asked')).toHaveLength(3)
})

test('of equal items the earlier ones are kept, and come first', () => {
  const words = ['fig', 'kiwi', 'pear', 'nut', 'plum', 'a']
  const by = (word: string): number => word.length
  expect(pipe(words, topK(2, { by }))).toEqual(['kiwi', 'pear'])
  expect(pipe(words, topK(5, { by }))).toEqual(['kiwi', 'pear', 'plum', 'fig', 'nut'])
  expect(mergedOverWire(topK(2, { by }), [['fig', 'kiwi'], ['pear', 'nut'], ['plum']])).toEqual([
    'kiwi',
    'pear',
  ])
})

test('NaN is less than everything, also as an invalid date', () => {
  expect(pipe([Number.NaN, -Infinity, Number.NaN, 1], topK(3))).toEqual([1, -Infinity, Number.NaN])
  const [invalid, valid] = [new Date(Number.NaN), new Date(0)]
  expect(pipe([invalid, valid], topK(1))).toEqual([valid])
})

test('gives the very items', () => {
  const [small, large] = [{ size: 1 }, { size: 2 }]
  expect(pipe([small, large], topK(1, { by: ({ size }) => size }))[0]).toBe(large)
})

test('`by` is called once for each item', () => {
  const seen: number[] = []
  pipe([7, 8, 9], topK(2, { by: (n) => seen.push(n) }))
  expect(seen).toEqual([7, 8, 9])
})

describe('as an aggregate', () => {
  const { init, step, merge, finish } = topK<number>(3)

  test('holds no more than `count` items', () => {
    const state = [...range(0, 1000)].reduce(step, init())
    expect(state.kept).toHaveLength(3)
    expect(merge(state, state).kept).toHaveLength(3)
  })

  test('can be merged and stepped on after a journey as JSON', () => {
    const left = overWire([1, 9, Infinity].reduce(step, init()))
    const right = overWire([-0, Number.NaN].reduce(step, init()))
    expect(finish(step(merge(left, right), 5))).toEqual([Infinity, 9, 5])
    expect(finish(right)).toEqual([-0, Number.NaN])
  })

  test('leaves the state on the right of a merge as it is', () => {
    const right = step(init(), 1)
    step(merge(step(init(), 2), right), 3)
    expect(right).toEqual({ seen: 1, kept: [[1, 1, 0]] })
  })

  test('may be merged with itself', () => {
    const state = step(init(), 1)
    expect(finish(merge(state, state))).toEqual([1, 1])
  })
})

test('an error of `by` passes and closes the source', () => {
  const source = recorded([1])
  const by = (): number => {
    throw new Error('by')
  }
  expect(() => pipe(source, topK(1, { by }))).toThrow('by')
  expect(source.events.at(-1)).toBe('source closed')
})

test('bad arguments throw at the call', () => {
  // @ts-expect-error a number is required
  expect(() => topK('3')).toThrow(
    new TypeError('topK: count must be a whole number of at least 0, got "3"'),
  )
  expect(() => topK(-1)).toThrow(
    new RangeError('topK: count must be a whole number of at least 0, got -1'),
  )
  // @ts-expect-error a function is required
  expect(() => topK(1, { by: 'size' })).toThrow(
    new TypeError('topK: by must be a function, got "size"'),
  )
})
