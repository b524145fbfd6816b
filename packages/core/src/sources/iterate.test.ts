import { expect, test, vi } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { iterate } from './iterate.ts'

test('gives the seed, and then what the callback makes of the value before', () => {
  const powers = iterate(1, (n) => n * 2)
  expect(pipe(powers, take(5), toArray())).toEqual([1, 2, 4, 8, 16])
  expect(pipe(powers, take(2), toArray())).toEqual([1, 2])
})

test('computes a value when it is asked for, and no further', () => {
  const next = vi.fn<(n: number) => number>((n) => n + 1)
  const iterator = iterate(0, next)[Symbol.iterator]()
  expect(iterator.next().value).toBe(0)
  expect(next).not.toHaveBeenCalled()
  expect(iterator.next().value).toBe(1)
  expect(next.mock.calls).toEqual([[0]])
})

test('goes on from `undefined` as from any value', () => {
  const flips = iterate<undefined | null>(undefined, (value) => (value === null ? undefined : null))
  expect(pipe(flips, take(3), toArray())).toEqual([undefined, null, undefined])
})

test('an error of the callback comes after the values before it', () => {
  const iterator = iterate(1, (): number => {
    throw new Error('broken')
  })[Symbol.iterator]()
  expect(iterator.next().value).toBe(1)
  expect(() => iterator.next()).toThrow('broken')
})

test('a callback that is no function is a TypeError at the call', () => {
  expect(() => iterate(1, 2 as never)).toThrow(
    new TypeError('iterate: next must be a function, got 2'),
  )
})
