import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping, recorded } from '../testSupport.ts'
import { every } from './every.ts'

const isEven = every((n: number) => n % 2 === 0)

test('of no items is true', async () => {
  expect(pipe([], isEven)).toBe(true)
  expect(await pipe(dripping([]), isEven)).toBe(true)
})

test.each([[[2, 4]], [[1, 2]], [[2, 1]], [[1, 3]]])('says of %j what arrays say', (items) => {
  expect(pipe(items, isEven)).toBe(items.every((n) => n % 2 === 0))
})

test('takes what the callback returns as true or false', () => {
  const truthy = every((item: unknown) => item)
  expect([pipe([''], truthy), pipe(['a'], truthy)]).toStrictEqual([false, true])
})

test('calls the callback with each item and its index', () => {
  const calls: unknown[][] = []
  pipe(
    ['a', 'b'],
    every((...values: [string, number]) => {
      calls.push(values)
      return true
    }),
  )
  expect(calls).toEqual([
    ['a', 0],
    ['b', 1],
  ])
})

test('an error of the callback passes and closes the source', () => {
  const source = recorded(['a'])
  const broken = every(() => {
    throw new Error('callback')
  })
  expect(() => pipe(source, broken)).toThrow('callback')
  expect(source.events.at(-1)).toBe('source closed')
})

test('a callback that is no function is a TypeError at the call', () => {
  // @ts-expect-error a function is required
  expect(() => every()).toThrow(new TypeError('every: predicate must be a function, got undefined'))
})
