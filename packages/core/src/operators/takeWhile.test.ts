import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { range } from '../sources/range.ts'
import { dripping, recorded, recordedAsync } from '../testSupport.ts'
import { takeWhile } from './takeWhile.ts'

test('delivers items until the callback says no, and none after that', async () => {
  const small = takeWhile((n: number) => n < 3)
  expect(pipe([1, 2, 3, 1], small, toArray())).toEqual([1, 2])
  expect(await pipe(dripping([1, 2, 3, 1]), small, toArray())).toEqual([1, 2])
})

test('delivers everything when the callback never says no, and closes nothing', () => {
  const source = recorded([1, 2])
  expect(
    pipe(
      source,
      takeWhile(() => true),
      toArray(),
    ),
  ).toEqual([1, 2])
  expect(source.events).not.toContain('source closed')
})

test('is empty when the first item is refused', () => {
  expect(
    pipe(
      range(0, Infinity),
      takeWhile(() => ''),
      toArray(),
    ),
  ).toEqual([])
})

test('closes its source at the item that is refused, and asks for no other', async () => {
  const source = recorded([1, 9, 1])
  expect(
    pipe(
      source,
      takeWhile((n) => n < 5),
      toArray(),
    ),
  ).toEqual([1])
  expect(source.events).toEqual(['source opened', 'source asked', 'source asked', 'source closed'])
  const asyncSource = recordedAsync([9, 1])
  await pipe(
    asyncSource,
    takeWhile((n) => n < 5),
    toArray(),
  )
  expect(asyncSource.events.slice(-2)).toEqual(['source closing', 'source closed'])
})

test('the callback gets each item with its index, and is not called again after it said no', () => {
  const calls: unknown[][] = []
  const iterator = pipe(
    ['a', 'b', 'c'],
    takeWhile((...values) => calls.push(values) < 2),
  )[Symbol.iterator]()
  iterator.next()
  iterator.next()
  iterator.next()
  expect(calls).toEqual([
    ['a', 0],
    ['b', 1],
  ])
})

test('an error of the callback passes and closes the source', () => {
  const source = recorded([1])
  const broken = takeWhile(() => {
    throw new Error('callback')
  })
  expect(() => pipe(source, broken, toArray())).toThrow('callback')
  expect(source.events.at(-1)).toBe('source closed')
})

test('a callback that is no function is a TypeError at the call', () => {
  // @ts-expect-error a function is required
  expect(() => takeWhile(1)).toThrow(new TypeError('takeWhile: callback must be a function, got 1'))
})
