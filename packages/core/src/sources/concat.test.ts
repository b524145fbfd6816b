import { describe, expect, test } from 'vitest'
import { Flow } from '../kernel/flow.ts'
import { pipe } from '../kernel/pipe.ts'
import { Seq } from '../kernel/seq.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded, recordedAsync } from '../testSupport.ts'
import { concat } from './concat.ts'
import { range } from './range.ts'

test('delivers the items of one source after the other', async () => {
  expect([...concat([1, 2], new Set([3]), [], range(4, 6))]).toEqual([1, 2, 3, 4, 5])
  expect(await pipe(concat(dripping([1]), dripping([]), dripping([2])), toArray())).toEqual([1, 2])
})

test('is a Seq of synchronous sources, and a Flow as soon as one is asynchronous', async () => {
  expect(concat([1], [2])).toBeInstanceOf(Seq)
  const mixed = concat([1], dripping([2]), [3])
  expect(mixed).toBeInstanceOf(Flow)
  expect(await pipe(mixed, toArray())).toEqual([1, 2, 3])
})

test('of nothing is an empty Seq', () => {
  expect(concat()).toBeInstanceOf(Seq)
  expect([...concat()]).toEqual([])
})

test('goes through the characters of a string', () => {
  expect([...concat('ab', ['c'], '')]).toEqual(['a', 'b', 'c'])
})

test('gives everything again', () => {
  const both = concat([1], [2])
  expect([...both, ...both]).toEqual([1, 2, 1, 2])
})

test('opens a source when its turn comes', () => {
  const events: string[] = []
  const one = recorded(['a'], events, 'one')
  const other = recorded(['b'], events, 'other')
  expect(pipe(concat(one, other), take(1), toArray())).toEqual(['a'])
  expect(events).toEqual(['one opened', 'one asked', 'one closed'])
})

test('closes the source that is open when it is left, and no other', async () => {
  const events: string[] = []
  const sources = ['one', 'two', 'three'].map((name) => recordedAsync([name], events, name))
  expect(await pipe(concat(...sources), take(2), toArray())).toEqual(['one', 'two'])
  expect(events.filter((event) => event.endsWith('closed'))).toEqual(['two closed'])
})

test('an error of a source ends it, and the next one is not opened', () => {
  const events: string[] = []
  const broken = (function* () {
    yield 1
    throw new Error('broken')
  })()
  const iterator = concat(broken, recorded([2], events))[Symbol.iterator]()
  expect(iterator.next().value).toBe(1)
  expect(() => iterator.next()).toThrow('broken')
  expect(iterator.next().done).toBe(true)
  expect(events).toEqual([])
})

describe('something that is not iterable', () => {
  test.each([
    [undefined, 'undefined'],
    [5, '5'],
    [{}, 'an instance of Object'],
    [null, 'null'],
  ])('is a TypeError at the call: %o', (value, shown) => {
    expect(() => concat([1], value as never)).toThrow(
      new TypeError(`concat: source 2 must be an Iterable or an AsyncIterable, got ${shown}`),
    )
  })
})
