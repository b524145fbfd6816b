import { expect, test } from 'vitest'
import { meteredRun } from '../testSupport.ts'
import { DONE, WAIT } from './pull.ts'
import { pullArray } from './pullArray.ts'

const freely = () => meteredRun(Infinity)

test('items come in order, then `DONE` for ever', () => {
  const pull = pullArray(['a', 'b'], freely())
  expect([pull(), pull(), pull(), pull()]).toEqual(['a', 'b', DONE, DONE])
})

test('holes are delivered as `undefined`', () => {
  const holes: (number | undefined)[] = []
  holes[1] = 1
  const pull = pullArray(holes, freely())
  expect([pull(), pull(), pull()]).toEqual([undefined, 1, DONE])
})

test('items added on the way are delivered', () => {
  const array = ['a']
  const pull = pullArray(array, freely())
  pull()
  array.push('b')
  expect([pull(), pull()]).toEqual(['b', DONE])
})

test('items added after the end are not', () => {
  const array = ['a']
  const pull = pullArray(array, freely())
  pull()
  pull()
  array.push('b')
  expect(pull()).toBe(DONE)
})

test('an array that shrinks ends earlier', () => {
  const array = ['a', 'b', 'c']
  const pull = pullArray(array, freely())
  pull()
  array.length = 1
  expect(pull()).toBe(DONE)
})

test('without credit it asks for a turn of the event loop, waits, and loses nothing', () => {
  const run = meteredRun(2)
  const pull = pullArray([1, 2, 3], run)
  expect([pull(), pull(), pull(), pull(), pull()]).toEqual([1, 2, WAIT, 3, DONE])
  expect(run.turns).toBe(1)
})
