import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import type { Source } from '../kernel/source.ts'
import { toArray } from '../sinks/toArray.ts'
import { range } from '../sources/range.ts'
import { dripping, recorded, recordedAsync } from '../testSupport.ts'
import { flatten } from './flatten.ts'
import { take } from './take.ts'

describe('closing', () => {
  test('closes the source that is open before the outer one, and opens no other', () => {
    const events: string[] = []
    const first = recorded([1, 2], events, 'first')
    const second = recorded([3], events, 'second')
    const outer = recorded([first, second], events, 'outer')
    expect(pipe(outer, flatten(), take(1), toArray())).toEqual([1])
    expect(events.slice(-2)).toEqual(['first closed', 'outer closed'])
    expect(events).not.toContain('second opened')
  })

  test('waits for the cleanup of an asynchronous source', async () => {
    const inner = recordedAsync([1, 2])
    for await (const _ of pipe(dripping([inner]), flatten())) break
    expect(inner.events.slice(-2)).toEqual(['source closing', 'source closed'])
  })
})

describe('an item that cannot be opened', () => {
  test.each([
    ['abc', 'flatten: an item must not be a string, got "abc"'],
    [5, '5 is not iterable'],
    [null, 'null is not iterable'],
  ])('%o is a TypeError, and closes the source', (item, message) => {
    const source = recorded([item as unknown as number[]])
    expect(() => pipe(source, flatten(), toArray())).toThrow(new TypeError(message))
    expect(source.events.at(-1)).toBe('source closed')
  })

  test('is an asynchronous source in a synchronous pipeline', () => {
    const items: Source<number>[] = [dripping([1])]
    expect(() => pipe(items, flatten(), toArray())).toThrow(/^an asynchronous source was given/u)
  })
})

test('opens one level, one source after the other', async () => {
  const nested = [[1, [2]], new Set([3]), [], range(4, 6)]
  expect(pipe(nested, flatten(), toArray())).toEqual([1, [2], 3, 4, 5])
  expect(await pipe(dripping(nested), flatten(), toArray())).toEqual([1, [2], 3, 4, 5])
})

test('of asynchronous sources is an asynchronous pipeline', async () => {
  const sources = dripping<Source<number>>([dripping([1, 2]), [3]])
  expect(await pipe(sources, flatten(), toArray())).toEqual([1, 2, 3])
})

test('a source among the items may be endless', () => {
  expect(pipe([range(0, Infinity)], flatten(), take(2), toArray())).toEqual([0, 1])
})
