import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded } from '../testSupport.ts'
import { filter } from './filter.ts'
import { take } from './take.ts'
import { tap } from './tap.ts'

test('an error of the callback passes and closes the source', () => {
  const source = recorded([1])
  const broken = tap(() => {
    throw new Error('callback')
  })
  expect(() => pipe(source, broken, toArray())).toThrow('callback')
  expect(source.events.at(-1)).toBe('source closed')
})

test('the callback is called for no item that nobody asks for', () => {
  const seen: number[] = []
  const watched = pipe(
    [1, 2, 3],
    tap((n) => seen.push(n)),
  )
  expect(seen).toEqual([])
  pipe(watched, take(2), toArray())
  expect(seen).toEqual([1, 2])
})

test('passes the items on, whatever the callback returns, and counts anew in each run', async () => {
  const calls: unknown[][] = []
  const watch = tap((...values: [string, number]) => {
    calls.push(values)
    return 'ignored'
  })
  expect(pipe(['a', 'b'], watch, toArray())).toEqual(['a', 'b'])
  expect(await pipe(dripping(['c']), watch, toArray())).toEqual(['c'])
  expect(calls).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 0],
  ])
})

test('counts the items that come to it, not those of the source', () => {
  const indices: number[] = []
  pipe(
    [1, 2, 3, 4],
    filter((n) => n % 2 === 0),
    tap((_, index) => indices.push(index)),
    toArray(),
  )
  expect(indices).toEqual([0, 1])
})

test('a callback that is no function is a TypeError at the call', () => {
  // @ts-expect-error a function is required
  expect(() => tap()).toThrow(new TypeError('tap: callback must be a function, got undefined'))
})
