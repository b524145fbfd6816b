import { describe, expect, test } from 'vitest'
import { AlreadyConsumedError } from '../kernel/alreadyConsumedError.ts'
import { Flow } from '../kernel/flow.ts'
import { pipe } from '../kernel/pipe.ts'
import { Seq } from '../kernel/seq.ts'
import type { Source } from '../kernel/source.ts'
import { toArray } from '../sinks/toArray.ts'
import { range } from '../sources/range.ts'
import { dripping, recorded, recordedAsync } from '../testSupport.ts'
import { interleave } from './interleave.ts'
import { take } from './take.ts'

describe('closing', () => {
  test('closes everything that was opened, and opens nothing whose turn has not come', () => {
    const events: string[] = []
    const first = recorded(['first'], events, 'first')
    const second = recorded(['second'], events, 'second')
    const third = recorded(['third'], events, 'third')
    expect(pipe(first, interleave(second, third), take(2), toArray())).toEqual(['first', 'second'])
    expect(events).toEqual([
      'first opened',
      'first asked',
      'second opened',
      'second asked',
      'second closed',
      'first closed',
    ])
  })

  test('waits for asynchronous cleanup', async () => {
    const other = recordedAsync(['b', 'd'])
    expect(await pipe(['a', 'c'], interleave(other), take(2), toArray())).toEqual(['a', 'b'])
    expect(other.events.slice(-2)).toEqual(['source closing', 'source closed'])
  })

  test('closes the rest when one of the sources fails', () => {
    const source = recorded(['a', 'b'])
    const broken: Iterable<string> = {
      [Symbol.iterator]: () => ({
        next: () => {
          throw new Error('other')
        },
      }),
    }
    const iterator = pipe(source, interleave(broken))[Symbol.iterator]()
    expect(iterator.next().value).toBe('a')
    expect(() => iterator.next()).toThrow('other')
    expect(source.events.at(-1)).toBe('source closed')
  })
})

test('takes one item of each source in turn, until all have ended', async () => {
  const others = interleave<string, [number[], Set<boolean>]>([1, 2, 3], new Set([true]))
  const expected = ['a', 1, true, 'b', 2, 3]
  expect(pipe(['a', 'b'], others, toArray())).toEqual(expected)
  expect(await pipe(dripping(['a', 'b']), others, toArray())).toEqual(expected)
})

test('the pipeline itself may end first, or be empty', () => {
  expect(pipe([] as string[], interleave([1, 2], ['x']), toArray())).toEqual([1, 'x', 2])
})

test('without other sources passes everything on', () => {
  expect(pipe([1, 2], interleave(), toArray())).toEqual([1, 2])
})

test('keeps to the order, however long a source takes', async () => {
  expect(await pipe(dripping([1, 3, 5]), interleave([2, 4]), toArray())).toEqual([1, 2, 3, 4, 5])
  expect(await pipe([1, 3, 5], interleave(dripping([2, 4])), toArray())).toEqual([1, 2, 3, 4, 5])
})

test('the sources may be endless', () => {
  const endless = range(0, Infinity)
  expect(pipe(endless, interleave(endless), take(4), toArray())).toEqual([0, 0, 1, 1])
})

test('an asynchronous source makes the pipeline a flow', () => {
  expect(pipe([1], interleave([2]))).toBeInstanceOf(Seq)
  expect(pipe([1], interleave([2], dripping([3])))).toBeInstanceOf(Flow)
})

test('a second run reads the other sources again, or says that it cannot', () => {
  const twice = pipe([1, 3], interleave([2]))
  expect([...twice, ...twice]).toEqual([1, 2, 3, 1, 2, 3])
  const generator = (function* () {
    yield 2
  })()
  const once = pipe([1, 3], interleave(generator))
  expect([...once]).toEqual([1, 2, 3])
  expect(() => [...once]).toThrow(AlreadyConsumedError)
})

test('something that is not iterable is a TypeError at the call', () => {
  expect(() => interleave([1], 5 as unknown as Source)).toThrow(
    new TypeError('interleave: source 2 must be an Iterable or an AsyncIterable, got 5'),
  )
})
