import { describe, expect, test } from 'vitest'
import { AlreadyConsumedError } from '../kernel/alreadyConsumedError.ts'
import { operator } from '../kernel/operator.ts'
import { pipe } from '../kernel/pipe.ts'
import { Seq } from '../kernel/seq.ts'
import { take } from '../operators/take.ts'
import { count } from '../sinks/count.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded } from '../testSupport.ts'
import { product } from './product.ts'
import { range } from './range.ts'

test('of nothing is one empty combination', () => {
  expect(product()).toBeInstanceOf(Seq)
  expect([...product()]).toEqual([[]])
})

test('is empty if one of the sources is', () => {
  expect([...product([1, 2], [])]).toEqual([])
  expect([...product('', [1])]).toEqual([])
})

test('gives every combination, the last source in the innermost loop', () => {
  const all = product('ab', [1, 2], new Set([true]))
  expect([...all]).toEqual([
    ['a', 1, true],
    ['a', 2, true],
    ['b', 1, true],
    ['b', 2, true],
  ])
  expect([...all]).toHaveLength(4)
})

test('computes no more combinations than are asked for', () => {
  const many = Array.from({ length: 40 }, () => [0, 1])
  expect(pipe(product(...many), take(2), toArray()).map((row) => row.at(-1))).toEqual([0, 1])
})

describe('the sources', () => {
  test('are opened at the first pull, one after the other, and read to their ends', () => {
    const events: string[] = []
    const all = product(recorded([1], events, 'one'), recorded([2], events, 'other'))
    const iterator = all[Symbol.iterator]()
    expect(events).toEqual([])
    expect(iterator.next().value).toEqual([1, 2])
    expect(events).toEqual([
      'one opened',
      'one asked',
      'one asked',
      'other opened',
      'other asked',
      'other asked',
    ])
  })

  test('that can be read once make the second iteration loud', () => {
    const all = product([1].values(), [2])
    expect([...all]).toEqual([[1, 2]])
    expect(() => [...all]).toThrow(AlreadyConsumedError)
  })

  test('that throw end it', () => {
    const broken = (function* () {
      yield 1
      throw new Error('broken')
    })()
    expect(() => [...product([1], broken)]).toThrow('broken')
  })
})

test('in an asynchronous pipeline it loses nothing to the turns of the event loop', async () => {
  const asynchronous = operator<number[], number[], 'async'>((up) => up, { kind: 'async' })
  const thousand = range(0, 1000)
  expect(await pipe(product(thousand, range(0, 100)), asynchronous, count())).toBe(100_000)
})

test('something that is no Iterable is a TypeError at the call', () => {
  expect(() => product([1], 5 as never)).toThrow(
    new TypeError('product: source 2 must be an Iterable or an AsyncIterable, got 5'),
  )
  expect(() => product(dripping([1]) as never)).toThrow(
    new TypeError('product: source 1 must be an Iterable, got a Flow'),
  )
})
