import { describe, expect, test } from 'vitest'
import type { Sink } from '../kernel/operator.ts'
import { pipe } from '../kernel/pipe.ts'
import { dripping, recorded } from '../testSupport.ts'
import { toMap } from './toMap.ts'

const entries: [string, number][] = [
  ['b', 1],
  ['a', 2],
  ['b', 3],
]

describe('of entries', () => {
  test('is what `new Map` makes of them: the last of a key, at the place of the first', async () => {
    expect([...pipe(entries, toMap())]).toEqual([...new Map(entries)])
    expect([...(await pipe(dripping(entries), toMap()))]).toEqual([...new Map(entries)])
  })

  test('takes a map, and gives another', () => {
    const map = new Map(entries)
    expect(pipe(map, toMap())).toEqual(map)
    expect(pipe(map, toMap())).not.toBe(map)
  })

  test('an item that is no pair is a TypeError, and closes the source', () => {
    const source = recorded(['ab', 'cd'])
    // @ts-expect-error a string is no pair
    expect(() => pipe(source, toMap())).toThrow(
      new TypeError('toMap: an item must be a [key, value] pair, got "ab"'),
    )
    expect(source.events.at(-1)).toBe('source closed')
  })
})

describe('of items with a key', () => {
  const words = ['kiwi', 'fig', 'pear']
  const length = (word: string): number => word.length

  test('the last item of a key stays', async () => {
    const expected = [
      [4, 'pear'],
      [3, 'fig'],
    ]
    expect([...pipe(words, toMap(length))]).toEqual(expected)
    expect([...(await pipe(dripping(words), toMap(length)))]).toEqual(expected)
  })

  test('the value may be computed', () => {
    expect(
      pipe(
        words,
        toMap(length, (word) => word[0]),
      ),
    ).toEqual(
      new Map([
        [4, 'p'],
        [3, 'f'],
      ]),
    )
  })

  test('keys are told apart as a map does', () => {
    expect(pipe([Number.NaN, Number.NaN, 0, -0, '0'], toMap(identity)).size).toBe(3)
  })

  test.each([0, 1])('an error of callback %i passes and closes the source', (place) => {
    const source = recorded(['a'])
    const broken = (): string => {
      throw new Error('callback')
    }
    const sink: Sink<string, unknown> = place === 0 ? toMap(broken) : toMap(length, broken)
    expect(() => pipe(source, sink)).toThrow('callback')
    expect(source.events.at(-1)).toBe('source closed')
  })
})

test('of no items is an empty map, and a new one each time', () => {
  const sink = toMap<string, number>()
  expect(pipe([], sink)).toEqual(new Map())
  expect(pipe([], sink)).not.toBe(pipe([], sink))
})

test('callbacks that are no functions are TypeErrors at the call', () => {
  // @ts-expect-error a function is required
  expect(() => toMap('id')).toThrow(new TypeError('toMap: keyOf must be a function, got "id"'))
  // @ts-expect-error a function is required
  expect(() => toMap(undefined)).toThrow(
    new TypeError('toMap: keyOf must be a function, got undefined'),
  )
  // @ts-expect-error a function is required
  expect(() => toMap(identity, 'id')).toThrow(
    new TypeError('toMap: valueOf must be a function, got "id"'),
  )
})

function identity<T>(value: T): T {
  return value
}
