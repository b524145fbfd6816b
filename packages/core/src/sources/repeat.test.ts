import { expect, test } from 'vitest'
import { operator } from '../kernel/operator.ts'
import { pipe } from '../kernel/pipe.ts'
import { Seq } from '../kernel/seq.ts'
import { take } from '../operators/take.ts'
import { count } from '../sinks/count.ts'
import { toArray } from '../sinks/toArray.ts'
import { repeat } from './repeat.ts'

test('gives nothing zero times', () => {
  expect([...repeat('a', 0)]).toEqual([])
})

test('gives the value as often as it is told, and again in the next iteration', () => {
  const twice = repeat('a', 2)
  expect(twice).toBeInstanceOf(Seq)
  expect([...twice, ...twice]).toEqual(['a', 'a', 'a', 'a'])
})

test('never ends by default', () => {
  expect(pipe(repeat(1), take(3), toArray())).toEqual([1, 1, 1])
})

test('gives the very same value, whatever it is', () => {
  const promise = Promise.resolve()
  expect([...repeat(promise, 2)].every((value) => value === promise)).toBe(true)
  expect([...repeat(undefined, 2)]).toEqual([undefined, undefined])
})

test('keeps its end when it is asked again', () => {
  const iterator = repeat('a', 1)[Symbol.iterator]()
  expect([iterator.next().done, iterator.next().done, iterator.next().done]).toEqual([
    false,
    true,
    true,
  ])
})

test('in an asynchronous pipeline it loses nothing to the turns of the event loop', async () => {
  const asynchronous = operator<number, number, 'async'>((up) => up, { kind: 'async' })
  expect(await pipe(repeat(1, 100_000), asynchronous, count())).toBe(100_000)
})

test('a count that is none is refused at the call', () => {
  expect(() => repeat('a', '2' as never)).toThrow(TypeError)
  expect(() => repeat('a', -1)).toThrow(
    new RangeError('repeat: count must be a whole number of at least 0, or Infinity, got -1'),
  )
})
