import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping, recorded, recordedAsync } from '../testSupport.ts'
import { forEach } from './forEach.ts'

test('calls the callback with each item and its index, and gives nothing', async () => {
  const calls: unknown[][] = []
  const note = forEach((...values: [string, number]) => calls.push(values))
  expect(pipe(['a', 'b'], note)).toBeUndefined()
  expect(await pipe(dripping(['c']), note)).toBeUndefined()
  expect(calls).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 0],
  ])
})

test('of a source without items calls nothing', () => {
  expect(() =>
    pipe(
      [],
      forEach(() => expect.unreachable()),
    ),
  ).not.toThrow()
})

test('an error of the callback passes and closes the source', async () => {
  const broken = forEach(() => {
    throw new Error('callback')
  })
  const source = recorded([1, 2])
  expect(() => pipe(source, broken)).toThrow('callback')
  expect(source.events).toEqual(['source opened', 'source asked', 'source closed'])
  const asyncSource = recordedAsync([1, 2])
  await expect(pipe(asyncSource, broken)).rejects.toThrow('callback')
  expect(asyncSource.events.at(-1)).toBe('source closed')
})

test('a callback that is no function is a TypeError at the call', () => {
  // @ts-expect-error a function is required
  expect(() => forEach()).toThrow(
    new TypeError('forEach: callback must be a function, got undefined'),
  )
})
