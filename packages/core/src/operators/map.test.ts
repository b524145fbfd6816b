import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded, recordedAsync } from '../testSupport.ts'
import { map } from './map.ts'

test('each item is replaced by what the callback returns', async () => {
  const double = map((n: number) => n * 2)
  expect(pipe([1, 2], double, toArray())).toEqual([2, 4])
  expect(await pipe(dripping([1, 2]), double, toArray())).toEqual([2, 4])
})

test('the callback gets the item and its index, and no `this`', () => {
  const calls: unknown[] = []
  pipe(
    ['a', 'b'],
    map(function (this: unknown, ...values) {
      calls.push([this, ...values])
    }),
    toArray(),
  )
  expect(calls).toEqual([
    [undefined, 'a', 0],
    [undefined, 'b', 1],
  ])
})

test('the callback runs when its item is asked for, and not before', () => {
  const seen: number[] = []
  const iterator = pipe(
    [1, 2],
    map((n) => seen.push(n)),
  )[Symbol.iterator]()
  expect(seen).toEqual([])
  iterator.next()
  expect(seen).toEqual([1])
})

test('what the callback returns passes untouched', () => {
  const results = [undefined, null, 0, '', Number.NaN]
  expect(
    pipe(
      [0, 1, 2, 3, 4],
      map((n) => results[n]),
      toArray(),
    ),
  ).toStrictEqual(results)
})

describe('an error of the callback', () => {
  const error = new Error('callback')
  const broken = map((): number => {
    throw error
  })

  test('passes unwrapped after the items before it, and closes the source', async () => {
    const source = recorded([1])
    expect(() => pipe(source, broken, toArray())).toThrow(error)
    expect(source.events.at(-1)).toBe('source closed')
    const asyncSource = recordedAsync([1])
    await expect(pipe(asyncSource, broken, toArray())).rejects.toBe(error)
    expect(asyncSource.events.at(-1)).toBe('source closed')
  })
})

test.each([
  [undefined, 'undefined'],
  [{}, 'an instance of Object'],
  ['x', '"x"'],
])('a callback that is %o is a TypeError at the call', (callback, shown) => {
  expect(() => map(callback as never)).toThrow(
    new TypeError(`map: callback must be a function, got ${shown}`),
  )
})
