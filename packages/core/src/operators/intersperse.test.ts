import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded } from '../testSupport.ts'
import { intersperse } from './intersperse.ts'
import { take } from './take.ts'

test('the first item needs no second one; a separator needs the item behind it', () => {
  const source = recorded(['a', 'b', 'c'])
  const asked = (): number => source.events.filter((event) => event === 'source asked').length
  const iterator = pipe(source, intersperse('|'))[Symbol.iterator]()
  const needs = [1, 2, 2, 3, 3].map(() => {
    iterator.next()
    return asked()
  })
  expect(needs).toEqual([1, 2, 2, 3, 3])
})

test('puts the separator between the items only', async () => {
  expect(pipe([1, 2, 3], intersperse(0), toArray())).toEqual([1, 0, 2, 0, 3])
  expect(await pipe(dripping([1, 2, 3]), intersperse(0), toArray())).toEqual([1, 0, 2, 0, 3])
})

test('of fewer than two items has no separator', () => {
  expect(pipe([], intersperse(0), toArray())).toEqual([])
  expect(pipe([1], intersperse(0), toArray())).toEqual([1])
})

test('an item and a separator may be `undefined`', () => {
  const items = [undefined, null, undefined]
  expect(pipe(items, intersperse(undefined), toArray())).toEqual([
    undefined,
    undefined,
    null,
    undefined,
    undefined,
  ])
})

test('a run that is left behind a separator has no effect on the next one', () => {
  const spaced = pipe([1, 2], intersperse(0))
  expect(pipe(spaced, take(2), toArray())).toEqual([1, 0])
  expect(pipe(spaced, toArray())).toEqual([1, 0, 2])
})
