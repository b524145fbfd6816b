import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded } from '../testSupport.ts'
import { distinct } from './distinct.ts'

describe('a limit', () => {
  test('is an error when one key more comes, after the items before it', () => {
    const source = recorded([1, 2, 1, 3])
    const iterator = pipe(source, distinct(undefined, { limit: 2 }))[Symbol.iterator]()
    expect([iterator.next().value, iterator.next().value]).toEqual([1, 2])
    expect(() => iterator.next()).toThrow(
      new RangeError('distinct: there are more keys than the limit of 2'),
    )
    expect(source.events.at(-1)).toBe('source closed')
  })

  test('holds for each run alone, and for keys rather than items', () => {
    const firsts = pipe(
      [1, 1, 2, 3, 4],
      distinct((n) => n % 2, { limit: 2 }),
    )
    expect([...firsts, ...firsts]).toEqual([1, 2, 1, 2])
  })

  const constraint = 'distinct: limit must be a whole number of at least 1, or Infinity'

  test.each([0, 1.5, Number.NaN])('of %d is a RangeError at the call', (limit) => {
    expect(() => distinct(undefined, { limit })).toThrow(
      new RangeError(`${constraint}, got ${limit}`),
    )
  })

  test('that is a string is a TypeError at the call', () => {
    // @ts-expect-error a number is required
    expect(() => distinct(undefined, { limit: '2' })).toThrow(
      new TypeError(`${constraint}, got "2"`),
    )
  })
})

test('an error of the callback passes and closes the source', () => {
  const source = recorded([1])
  const broken = distinct(() => {
    throw new Error('callback')
  })
  expect(() => pipe(source, broken, toArray())).toThrow('callback')
  expect(source.events.at(-1)).toBe('source closed')
})

test('delivers each item the first time it comes', async () => {
  expect(pipe([3, 1, 3, 2, 1], distinct(), toArray())).toEqual([3, 1, 2])
  expect(await pipe(dripping([3, 1, 3, 2, 1]), distinct(), toArray())).toEqual([3, 1, 2])
})

test('delivers the first item of each key', () => {
  expect(
    pipe(
      ['fig', 'pear', 'kiwi'],
      distinct((word) => word.length),
      toArray(),
    ),
  ).toEqual(['fig', 'pear'])
})

test('keys are those of a Set: NaN equals itself, 0 equals -0, and objects are told apart', () => {
  const items = [Number.NaN, Number.NaN, -0, 0, undefined, undefined, {}, {}]
  expect(pipe(items, distinct(), toArray())).toStrictEqual([Number.NaN, -0, undefined, {}, {}])
})

test('a callback that is no function is a TypeError at the call, and so are options that are none', () => {
  // @ts-expect-error a function is required
  expect(() => distinct({ limit: 2 })).toThrow(
    new TypeError('distinct: keyOf must be a function, got an instance of Object'),
  )
  // @ts-expect-error options are an object
  expect(() => distinct(undefined, 2)).toThrow(
    new TypeError('distinct: options must be an object, got 2'),
  )
})
