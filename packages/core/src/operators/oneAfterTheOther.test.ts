import { expect, test } from 'vitest'
import { operator } from '../kernel/operator.ts'
import { pipe } from '../kernel/pipe.ts'
import type { Source } from '../kernel/source.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded } from '../testSupport.ts'
import { oneAfterTheOther } from './oneAfterTheOther.ts'

const inTurn = (sourceOf: (name: string) => Source<number>) =>
  operator<string, number>((up, run) => oneAfterTheOther(up, run, sourceOf))

test('a source is made and opened when the one before it has ended', () => {
  const events: string[] = []
  const sourceOf = (name: string): Iterable<number> => {
    events.push(`${name} made`)
    return recorded([1], events, name)
  }
  const iterator = pipe(['a', 'b'], inTurn(sourceOf))[Symbol.iterator]()
  expect(events).toEqual([])
  expect(iterator.next().value).toBe(1)
  expect(events).toEqual(['a made', 'a opened', 'a asked'])
  expect(iterator.next().value).toBe(1)
  expect(events.slice(3)).toEqual(['a asked', 'b made', 'b opened', 'b asked'])
  iterator.return?.()
  expect(events.slice(7)).toEqual(['b closed'])
})

test('sources without items are passed over', async () => {
  const sourceOf = (name: string): Source<number> => (name === 'c' ? [3] : dripping([]))
  expect(await pipe(dripping('abcb'), inTurn(sourceOf), toArray())).toEqual([3])
})

test('a wait of one is a wait of the whole, and it goes on where it was', async () => {
  expect(
    await pipe(
      dripping('ab'),
      inTurn(() => dripping([1, 2])),
      toArray(),
    ),
  ).toEqual([1, 2, 1, 2])
})

test('an error of what makes the sources comes in its place', () => {
  const sourceOf = (name: string): number[] => {
    if (name === 'b') throw new Error('no b')
    return [1]
  }
  const iterator = pipe('ab', inTurn(sourceOf))[Symbol.iterator]()
  expect(iterator.next().value).toBe(1)
  expect(() => iterator.next()).toThrow('no b')
})
