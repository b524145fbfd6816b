import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded } from '../testSupport.ts'
import { take } from './take.ts'
import { windows } from './windows.ts'

test('reads no more of its source than a window needs', () => {
  const source = recorded([1, 2, 3, 4])
  expect(pipe(source, windows(2), take(2), toArray())).toHaveLength(2)
  expect(source.events.filter((event) => event === 'source asked')).toHaveLength(3)
  expect(source.events.at(-1)).toBe('source closed')
})

test('each window is an array of its own, which its consumer may change', () => {
  const iterator = pipe([1, 2, 3], windows(2))[Symbol.iterator]()
  const first: unknown[] | undefined = iterator.next().value
  first?.splice(0, 2, 'changed')
  expect(iterator.next().value).toEqual([2, 3])
})

test('an error of the source comes after the windows before it', () => {
  const iterator = pipe(
    (function* () {
      yield* [1, 2]
      throw new Error('broken')
    })(),
    windows(2, 'allow-partial'),
  )[Symbol.iterator]()
  expect(iterator.next().value).toEqual([1, 2])
  expect(() => iterator.next()).toThrow('broken')
})

test('delivers every few neighbouring items', async () => {
  const threes = [
    [1, 2, 3],
    [2, 3, 4],
  ]
  expect(pipe([1, 2, 3, 4], windows(3), toArray())).toEqual(threes)
  expect(await pipe(dripping([1, 2, 3, 4]), windows(3), toArray())).toEqual(threes)
})

test('a window of one holds each item', () => {
  expect(pipe([1, 2], windows(1), toArray())).toEqual([[1], [2]])
})

describe('a source with fewer items than a window', () => {
  test('has none', () => {
    expect(pipe([1, 2], windows(3), toArray())).toEqual([])
    expect(pipe([1, 2], windows(3, 'only-full'), toArray())).toEqual([])
  })

  test('has one that is smaller, if that is allowed', async () => {
    expect(pipe([1, 2], windows(3, 'allow-partial'), toArray())).toEqual([[1, 2]])
    const flow = dripping([1, 2])
    expect(await pipe(flow, windows(3, 'allow-partial'), toArray())).toEqual([[1, 2]])
  })

  test('has none if there is no item at all', () => {
    expect(pipe([], windows(3, 'allow-partial'), toArray())).toEqual([])
  })
})

test('a source with enough items has no partial window at its end', () => {
  expect(pipe([1, 2, 3], windows(3, 'allow-partial'), toArray())).toEqual([[1, 2, 3]])
})

describe('a size', () => {
  const constraint = 'windows: size must be a whole number of at least 1'

  test.each([0, -1, 1.5, Number.NaN, Infinity])('of %d is a RangeError at the call', (size) => {
    expect(() => windows(size)).toThrow(new RangeError(`${constraint}, got ${size}`))
  })

  test('that is missing is a TypeError at the call', () => {
    // @ts-expect-error the size is required
    expect(() => windows()).toThrow(new TypeError(`${constraint}, got undefined`))
  })
})

describe('undersized', () => {
  const constraint = "windows: undersized must be 'only-full' or 'allow-partial'"

  test('with another word is a RangeError at the call', () => {
    // @ts-expect-error there is no such word
    expect(() => windows(2, 'partial')).toThrow(new RangeError(`${constraint}, got "partial"`))
  })

  test('that is no string is a TypeError at the call', () => {
    // @ts-expect-error a string is required
    expect(() => windows(2, true)).toThrow(new TypeError(`${constraint}, got true`))
  })
})
