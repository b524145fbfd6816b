import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping, recorded } from '../testSupport.ts'
import { reduce } from './reduce.ts'

const sum = (total: number, n: number): number => total + n

describe('with an initial value', () => {
  test('combines all items', async () => {
    expect(pipe([1, 2, 3], reduce(sum, 10))).toBe(16)
    expect(await pipe(dripping([1, 2, 3]), reduce(sum, 10))).toBe(16)
  })

  test('gives that value for a source without items', async () => {
    expect(pipe([], reduce(sum, 10))).toBe(10)
    expect(await pipe(dripping([]), reduce(sum, 10))).toBe(10)
  })

  test('begins at index 0', () => {
    const indices = reduce((seen: number[], _: string, index) => [...seen, index], [])
    expect(pipe(['a', 'b'], indices)).toEqual([0, 1])
  })

  test('takes `undefined` as a value', () => {
    const calls: unknown[] = []
    const last = reduce<string, string | undefined>((before, item) => {
      calls.push(before)
      return item
    }, undefined)
    expect(pipe(['a', 'b'], last)).toBe('b')
    expect(calls).toEqual([undefined, 'a'])
  })
})

describe('without an initial value', () => {
  test('the first item takes its place, and the callback begins at index 1', async () => {
    const calls: unknown[] = []
    const join = reduce((text: string, item: string, index) => {
      calls.push(index)
      return text + item
    })
    expect(pipe(['a', 'b', 'c'], join)).toBe('abc')
    expect(calls).toEqual([1, 2])
    expect(await pipe(dripping(['a', 'b', 'c']), join)).toBe('abc')
  })

  test('a single item is the result, and the callback is not called', () => {
    expect(
      pipe(
        ['a'],
        reduce((): string => expect.unreachable()),
      ),
    ).toBe('a')
  })

  test('a first item that is `undefined` counts', () => {
    expect(
      pipe(
        [undefined],
        reduce((): undefined => expect.unreachable()),
      ),
    ).toBeUndefined()
  })

  test('a source without items is a TypeError', async () => {
    const error = new TypeError('reduce: there is no item and no initial value')
    expect(() => pipe([], reduce(sum))).toThrow(error)
    await expect(pipe(dripping([]), reduce(sum))).rejects.toThrow(error)
  })

  test('each run begins anew', () => {
    const sink = reduce(sum)
    expect([pipe([1, 2], sink), pipe([3, 4], sink)]).toEqual([3, 7])
  })
})

test('an error of the callback passes and closes the source', () => {
  const source = recorded([1])
  const broken = reduce((): number => {
    throw new Error('callback')
  }, 0)
  expect(() => pipe(source, broken)).toThrow('callback')
  expect(source.events.at(-1)).toBe('source closed')
})

test('a callback that is no function is a TypeError at the call', () => {
  // @ts-expect-error a function is required
  expect(() => reduce(0)).toThrow(new TypeError('reduce: callback must be a function, got 0'))
})
