import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping, recorded } from '../testSupport.ts'
import { first } from './first.ts'

test('asks for one item, and closes the source', () => {
  const source = recorded(['a', 'b'])
  expect(pipe(source, first())).toBe('a')
  expect(source.events).toEqual(['source opened', 'source asked', 'source closed'])
})

test('of a source without items is `undefined`', async () => {
  expect(pipe([], first())).toBeUndefined()
  expect(await pipe(dripping([]), first())).toBeUndefined()
})

test('takes any value for an item', async () => {
  expect(pipe([null, 1], first())).toBeNull()
  expect(await pipe(dripping([Number.NaN, 1]), first())).toBeNaN()
})
