import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded } from '../testSupport.ts'
import { filter } from './filter.ts'

test('keeps the items for which the callback returns something truthy', async () => {
  const odd = filter((n: number) => n % 2)
  expect(pipe([1, 2, 3], odd, toArray())).toEqual([1, 3])
  expect(await pipe(dripping([1, 2, 3]), odd, toArray())).toEqual([1, 3])
})

test('any value that the callback returns is taken as true or false', () => {
  const verdicts: unknown[] = [
    0,
    '',
    null,
    undefined,
    Number.NaN,
    false,
    0n,
    1,
    ' ',
    {},
    [],
    Symbol('x'),
  ]
  const kept = pipe(
    verdicts,
    filter((verdict) => verdict),
    toArray(),
  )
  expect(kept).toEqual(verdicts.slice(7))
})

test('the index counts the items that come in, not those that stay', () => {
  const seen: unknown[] = []
  pipe(
    ['a', 'b', 'c'],
    filter((item, index) => seen.push([item, index]) && index === 2),
    toArray(),
  )
  expect(seen).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 2],
  ])
})

test('when nothing stays the result is empty, and the source was read to its end', () => {
  const source = recorded([1, 2])
  expect(
    pipe(
      source,
      filter(() => false),
      toArray(),
    ),
  ).toEqual([])
  expect(source.events).toEqual(['source opened', ...Array<string>(3).fill('source asked')])
})

test('an error of the callback passes and closes the source', () => {
  const source = recorded([1])
  const broken = filter(() => {
    throw new Error('callback')
  })
  expect(() => pipe(source, broken, toArray())).toThrow('callback')
  expect(source.events.at(-1)).toBe('source closed')
})

test('a callback that is no function is a TypeError at the call', () => {
  // @ts-expect-error a function is required
  expect(() => filter(null)).toThrow(new TypeError('filter: callback must be a function, got null'))
})
