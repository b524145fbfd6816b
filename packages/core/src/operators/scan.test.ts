import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded } from '../testSupport.ts'
import { scan } from './scan.ts'
import { take } from './take.ts'

const sum = (total: number, n: number): number => total + n

test('an error of the callback passes after what came before it, and closes the source', () => {
  const source = recorded([1, 2, 3])
  const iterator = pipe(
    source,
    scan((total, n) => {
      if (n === 3) throw new Error('callback')
      return total + n
    }, 0),
  )[Symbol.iterator]()
  expect([iterator.next().value, iterator.next().value]).toEqual([1, 3])
  expect(() => iterator.next()).toThrow('callback')
  expect(source.events.at(-1)).toBe('source closed')
})

test('reads one item of its source for each of its own', () => {
  const source = recorded([1, 2, 3])
  pipe(source, scan(sum), take(2), toArray())
  expect(source.events).toEqual(['source opened', 'source asked', 'source asked', 'source closed'])
})

describe('with an initial value', () => {
  test('delivers every value on the way, without the initial one', async () => {
    expect(pipe([1, 2, 3], scan(sum, 10), toArray())).toEqual([11, 13, 16])
    expect(await pipe(dripping([1, 2, 3]), scan(sum, 10), toArray())).toEqual([11, 13, 16])
  })

  test('delivers nothing for a source without items', () => {
    expect(pipe([], scan(sum, 10), toArray())).toEqual([])
  })

  test('begins at index 0', () => {
    const indices = scan((_: number, __: string, index) => index, -1)
    expect(pipe(['a', 'b'], indices, toArray())).toEqual([0, 1])
  })

  test('takes `undefined` as a value', () => {
    const befores: unknown[] = []
    const last = scan<string, string | undefined>((before, item) => {
      befores.push(before)
      return item
    }, undefined)
    expect(pipe(['a', 'b'], last, toArray())).toEqual(['a', 'b'])
    expect(befores).toEqual([undefined, 'a'])
  })
})

describe('without an initial value', () => {
  test('the first item is delivered as it is, and the callback begins at index 1', async () => {
    const join = scan((text: string, item: string, index) => text + item + index)
    expect(pipe(['a', 'b', 'c'], join, toArray())).toEqual(['a', 'ab1', 'ab1c2'])
    expect(await pipe(dripping(['a', 'b']), join, toArray())).toEqual(['a', 'ab1'])
  })

  test('a first item that is `undefined` counts', () => {
    const lengths: number[] = []
    const count = scan((_: undefined, __: undefined, index): undefined => {
      lengths.push(index)
    })
    expect(pipe([undefined, undefined], count, toArray())).toEqual([undefined, undefined])
    expect(lengths).toEqual([1])
  })
})

test('each run begins anew', () => {
  const totals = pipe([1, 2], scan(sum))
  expect([...totals, ...totals]).toEqual([1, 3, 1, 3])
})

test('a callback that is no function is a TypeError at the call', () => {
  // @ts-expect-error a function is required
  expect(() => scan(0)).toThrow(new TypeError('scan: callback must be a function, got 0'))
})
