import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping, overWire, recorded } from '../testSupport.ts'
import { countBy, type Counts } from './countBy.ts'

const byLength = countBy((word: string) => word.length)

test('gives a map from key to count, in the order in which the keys first came', async () => {
  const words = ['kiwi', 'fig', 'pear', 'a', 'nut']
  const counts: [number, number][] = [
    [4, 2],
    [3, 2],
    [1, 1],
  ]
  expect([...pipe(words, byLength)]).toEqual(counts)
  expect([...(await pipe(dripping(words), byLength))]).toEqual(counts)
})

test('of a source without items is an empty map', () => {
  expect(pipe([], byLength)).toEqual(new Map())
})

test('tells keys apart as a map does', () => {
  const [first, second] = [{}, {}]
  const keys = [Number.NaN, Number.NaN, 0, -0, '0', undefined, null, first, first, second]
  const counts = pipe(
    keys,
    countBy((key) => key),
  )
  expect([...counts]).toEqual([
    [Number.NaN, 2],
    [0, 2],
    ['0', 1],
    [undefined, 1],
    [null, 1],
    [first, 2],
    [second, 1],
  ])
  expect(counts.get(first)).toBe(2)
})

test('keys that are names of object members are keys like any other', () => {
  const keys = ['__proto__', 'constructor', '__proto__', 'toString']
  expect(
    pipe(
      keys,
      countBy((key) => key),
    ).get('__proto__'),
  ).toBe(2)
})

test('each run counts anew', () => {
  expect([pipe(['a'], byLength), pipe(['b'], byLength)]).toEqual([
    new Map([[1, 1]]),
    new Map([[1, 1]]),
  ])
})

test('an error of `keyOf` passes and closes the source', () => {
  const source = recorded(['a'])
  const broken = countBy((): string => {
    throw new Error('key')
  })
  expect(() => pipe(source, broken)).toThrow('key')
  expect(source.events.at(-1)).toBe('source closed')
})

describe('as an aggregate', () => {
  const { init, step, merge, finish } = byLength
  const over = (...words: string[]): Counts<number> => words.reduce(step, init())

  test('merges parts into what one pass gives', () => {
    const merged = merge(over('kiwi', 'fig'), over('nut', 'a', 'pear'))
    expect([...finish(merged)]).toEqual([...pipe(['kiwi', 'fig', 'nut', 'a', 'pear'], byLength)])
  })

  test('has a state that survives JSON, and can be merged and counted on after that', () => {
    const left = overWire(over('kiwi', 'fig'))
    const right = overWire(over('nut'))
    const counted = step(merge(left, right), 'a')
    expect([...finish(counted)]).toEqual([
      [4, 1],
      [3, 2],
      [1, 1],
    ])
    expect(overWire(counted)).toEqual(counted)
  })

  test('has a state that carries keys that JSON would lose', () => {
    const keys = [Number.NaN, undefined, 10n, Infinity, -0, null, Number.NaN, '10']
    const byKey = countBy((key: unknown) => key)
    const left = overWire(keys.reduce(byKey.step, byKey.init()))
    expect([...byKey.finish(byKey.merge(left, [[10, 1]]))]).toEqual([
      [Number.NaN, 2],
      [undefined, 1],
      [10n, 1],
      [Infinity, 1],
      [0, 1],
      [null, 1],
      ['10', 1],
      [10, 1],
    ])
    expect(byKey.finish(byKey.step(left, undefined)).get(undefined)).toBe(2)
  })

  test('leaves the state on the right of a merge as it is', () => {
    const right = over('nut')
    const merged = merge(over('kiwi'), right)
    step(merged, 'fig')
    expect(right).toEqual([[3, 1]])
  })

  test('gives a map that later steps do not change', () => {
    const state = over('a')
    const counts = finish(state)
    step(state, 'b')
    expect(counts).toEqual(new Map([[1, 1]]))
  })
})

test('a `keyOf` that is no function is a TypeError at the call', () => {
  // @ts-expect-error a function is required
  expect(() => countBy('path')).toThrow(
    new TypeError('countBy: keyOf must be a function, got "path"'),
  )
})
