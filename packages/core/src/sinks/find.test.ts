import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping, recorded } from '../testSupport.ts'
import { find } from './find.ts'

test('is `undefined` if no item is the one', async () => {
  expect(
    pipe(
      [1, 2],
      find((n) => n > 2),
    ),
  ).toBeUndefined()
  expect(await pipe(dripping([]), find(Boolean))).toBeUndefined()
})

test('gives the item itself, and not what the callback returns', () => {
  const item = {}
  expect(
    pipe(
      [0, item],
      find((n) => n && 'truthy'),
    ),
  ).toBe(item)
})

test('calls the callback with each item and its index until it is found, also over waits', async () => {
  const calls: unknown[][] = []
  const isB = find((...values: [string, number]) => {
    calls.push(values)
    return values[0] === 'b'
  })
  expect(await pipe(dripping(['a', 'b', 'c']), isB)).toBe('b')
  expect(calls).toEqual([
    ['a', 0],
    ['b', 1],
  ])
})

test('an error of the callback passes and closes the source', () => {
  const source = recorded(['a'])
  const broken = find(() => {
    throw new Error('callback')
  })
  expect(() => pipe(source, broken)).toThrow('callback')
  expect(source.events.at(-1)).toBe('source closed')
})

test('a callback that is no function is a TypeError at the call', () => {
  // @ts-expect-error a function is required
  expect(() => find('b')).toThrow(new TypeError('find: predicate must be a function, got "b"'))
})
