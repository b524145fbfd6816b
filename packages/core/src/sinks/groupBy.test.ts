import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping, overWire, recorded } from '../testSupport.ts'
import { groupBy } from './groupBy.ts'

const byLength = groupBy((word: string) => word.length)

test('gives a map from key to items, in the order in which the keys first came', async () => {
  const words = ['kiwi', 'fig', 'pear']
  const groups = [
    [4, ['kiwi', 'pear']],
    [3, ['fig']],
  ]
  expect([...pipe(words, byLength)]).toEqual(groups)
  expect([...(await pipe(dripping(words), byLength))]).toEqual(groups)
})

test('of a source without items is an empty map', () => {
  expect(pipe([], byLength)).toEqual(new Map())
})

test('gives the very items, and keys as a map has them', () => {
  const [item, date] = [{}, new Date(0)]
  const items = [item, date, Number.NaN, Number.NaN, 0, -0, undefined, { $rivulet: 'date' }]
  const groups = pipe(
    items,
    groupBy((key) => key),
  )
  expect(groups.get(item)?.[0]).toBe(item)
  expect(groups.get(date)?.[0]).toBe(date)
  expect(groups.get(Number.NaN)).toEqual([Number.NaN, Number.NaN])
  expect(groups.get(0)).toEqual([0, -0])
  expect([...groups.values()].flat()).toEqual(items)
})

test('an error of `keyOf` passes and closes the source', () => {
  const source = recorded(['a'])
  const broken = groupBy((): string => {
    throw new Error('key')
  })
  expect(() => pipe(source, broken)).toThrow('key')
  expect(source.events.at(-1)).toBe('source closed')
})

describe('as an aggregate', () => {
  const { init, step, merge, finish } = byLength

  test('can be merged and stepped on after a journey as JSON', () => {
    const left = overWire(['kiwi', 'fig'].reduce(step, init()))
    const right = overWire(['nut', 'a'].reduce(step, init()))
    expect([...finish(step(merge(left, right), 'b'))]).toEqual([
      [4, ['kiwi']],
      [3, ['fig', 'nut']],
      [1, ['a', 'b']],
    ])
  })

  test('leaves the state on the right of a merge as it is', () => {
    const right = step(init(), 'nut')
    step(merge(init(), right), 'fig')
    expect(right).toEqual([[3, ['nut']]])
  })

  test('may be merged with itself', () => {
    const state = step(init(), 'nut')
    expect(finish(merge(state, state))).toEqual(new Map([[3, ['nut', 'nut']]]))
  })

  test('gives arrays that later steps do not change', () => {
    const state = step(init(), 'a')
    const groups = finish(state)
    step(state, 'b')
    expect(groups).toEqual(new Map([[1, ['a']]]))
  })
})

test('a `keyOf` that is no function is a TypeError at the call', () => {
  // @ts-expect-error a function is required
  expect(() => groupBy('path')).toThrow(
    new TypeError('groupBy: keyOf must be a function, got "path"'),
  )
})
