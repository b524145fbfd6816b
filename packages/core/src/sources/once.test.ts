import { describe, expect, test } from 'vitest'
import { AlreadyConsumedError } from '../kernel/alreadyConsumedError.ts'
import { Flow } from '../kernel/flow.ts'
import { pipe } from '../kernel/pipe.ts'
import { Seq } from '../kernel/seq.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded } from '../testSupport.ts'
import { once } from './once.ts'

test('gives everything the first time, and is loud the second time', async () => {
  const source = new Set([1, 2])
  const marked = once(source)
  expect(marked).toBeInstanceOf(Seq)
  expect([...marked]).toEqual([1, 2])
  expect(() => [...marked]).toThrow(AlreadyConsumedError)
  const flow = once(dripping(['a']))
  expect(flow).toBeInstanceOf(Flow)
  expect(await pipe(flow, toArray())).toEqual(['a'])
  await expect(pipe(flow, toArray())).rejects.toThrow(AlreadyConsumedError)
})

test('marking opens nothing', () => {
  const source = recorded([1])
  once(source)
  expect(source.events).toEqual([])
})

test('a source that was left early is read all the same', () => {
  const marked = once([1, 2])
  expect(pipe(marked, take(1), toArray())).toEqual([1])
  expect(() => [...marked]).toThrow(AlreadyConsumedError)
})

test('a source that is marked twice is still read once, and the error names it', () => {
  const source = new Set([1])
  expect([...once(source)]).toEqual([1])
  expect(() => [...once(source)]).toThrow(expect.objectContaining({ source }) as Error)
})

test('the second iteration does not disturb the first', () => {
  const marked = once([1, 2])
  const first = marked[Symbol.iterator]()
  expect(first.next().value).toBe(1)
  expect(() => [...marked]).toThrow(AlreadyConsumedError)
  expect(first.next().value).toBe(2)
})

describe('a source that can be read once anyway', () => {
  test('is read once, with the error that it has without the mark', () => {
    const generator = [1].values()
    const marked = once(generator)
    expect([...marked]).toEqual([1])
    expect(() => [...marked]).toThrow(expect.objectContaining({ source: generator }) as Error)
  })
})

test('equal strings are not the same source', () => {
  expect([...once('ab'), ...once('ab')]).toEqual(['a', 'b', 'a', 'b'])
  const marked = once('ab')
  expect([...marked]).toEqual(['a', 'b'])
  expect(() => [...marked]).toThrow(AlreadyConsumedError)
})

test('something that is not iterable is a TypeError at the call', () => {
  expect(() => once(5 as never)).toThrow(
    new TypeError('once: source must be an Iterable or an AsyncIterable, got 5'),
  )
})
