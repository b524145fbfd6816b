import { describe, expect, test } from 'vitest'
import {
  checkCount,
  checkFunction,
  checkMilliseconds,
  checkOptions,
  checkSignal,
  isPromiseLike,
  refuseString,
  show,
} from './check.ts'

describe('show', () => {
  const cases: [value: unknown, shown: string][] = [
    ['a "b"', String.raw`"a \"b\""`],
    ['x'.repeat(41), `"${'x'.repeat(40)}…"`],
    [undefined, 'undefined'],
    [null, 'null'],
    [Number.NaN, 'NaN'],
    [10n, '10n'],
    [Symbol('s'), 'Symbol(s)'],
    [[1, 2], 'an array of 2'],
    [{ a: 1 }, 'an instance of Object'],
    [Object.create(null), 'an instance of Object'],
    [Promise.resolve(), 'a Promise'],
    [function named() {}, 'function named'],
    [() => {}, 'function (anonymous)'],
  ]
  test.each(cases)('of %o is short and tells types apart', (value, shown) => {
    expect(show(value)).toBe(shown)
  })
})

describe('checkFunction', () => {
  test('accepts a function and a class', () => {
    expect(() => {
      checkFunction('map', 'callback', () => {})
      checkFunction('map', 'callback', Map)
    }).not.toThrow()
  })

  test('names the function, the parameter and the value', () => {
    expect(() => checkFunction('map', 'callback', 'x')).toThrow(
      new TypeError('map: callback must be a function, got "x"'),
    )
  })
})

describe('checkCount', () => {
  const constraint = 'take: count must be a whole number of at least 0'

  test.each([0, 1, Number.MAX_SAFE_INTEGER])('accepts %d', (value) => {
    expect(() => checkCount('take', 'count', value, 0, 'finite')).not.toThrow()
  })

  test('accepts Infinity only where that is allowed', () => {
    expect(() => checkCount('take', 'count', Infinity, 0, 'infinite')).not.toThrow()
    expect(() => checkCount('take', 'count', Infinity, 0, 'finite')).toThrow(
      new RangeError(`${constraint}, got Infinity`),
    )
  })

  test.each([-1, 0.5, Number.NaN, -Infinity, Number.MAX_SAFE_INTEGER + 1])(
    'refuses %d with a RangeError',
    (value) => {
      expect(() => checkCount('take', 'count', value, 0, 'infinite')).toThrow(
        new RangeError(`${constraint}, or Infinity, got ${value}`),
      )
    },
  )

  test.each([
    ['2', '"2"'],
    [2n, '2n'],
    [undefined, 'undefined'],
    [null, 'null'],
  ])('refuses %o with a TypeError', (value, shown) => {
    expect(() => checkCount('take', 'count', value, 0, 'finite')).toThrow(
      new TypeError(`${constraint}, got ${shown}`),
    )
  })
})

describe('refuseString', () => {
  test('refuses a string, and shows it', () => {
    expect(() => refuseString('flatten', 'an item must not be a string', 'abc')).toThrow(
      new TypeError('flatten: an item must not be a string, got "abc"'),
    )
  })

  test.each([undefined, ['a'], Object('a')])('accepts %o', (value) => {
    expect(() => refuseString('flatten', 'an item must not be a string', value)).not.toThrow()
  })
})

describe('checkSignal', () => {
  test('accepts a signal, and none', () => {
    expect(() => {
      checkSignal('mapAsync', undefined)
      checkSignal('mapAsync', AbortSignal.abort())
    }).not.toThrow()
  })

  test.each([
    [null, 'null'],
    [{}, 'an instance of Object'],
    [new AbortController(), 'a AbortController'],
  ])('refuses %o', (value, shown) => {
    expect(() => checkSignal('mapAsync', value)).toThrow(
      new TypeError(`mapAsync: signal must be an AbortSignal, got ${shown}`),
    )
  })
})

describe('checkOptions', () => {
  test('accepts an object', () => {
    expect(() => checkOptions('mapAsync', {})).not.toThrow()
  })

  test.each([
    [4, '4'],
    [null, 'null'],
    [[], 'an array of 0'],
    [() => {}, 'function (anonymous)'],
  ])('refuses %o', (value, shown) => {
    expect(() => checkOptions('mapAsync', value)).toThrow(
      new TypeError(`mapAsync: options must be an object, got ${shown}`),
    )
  })
})

test('`isPromiseLike` asks for a `then` that can be called', () => {
  const thenable = (value: unknown): unknown =>
    // oxlint-disable-next-line unicorn/no-thenable -- thenables are what this is about
    Object.assign(() => {}, { then: value })
  expect([Promise.resolve(), thenable(() => {})].every(isPromiseLike)).toBe(true)
  expect([undefined, null, 'then', {}, thenable(true)].some(isPromiseLike)).toBe(false)
})

describe('checkMilliseconds', () => {
  test.each([1, 1.5, 2 ** 31 - 1])('takes %d', (value) => {
    expect(() => checkMilliseconds('f', 'ms', value, 1)).not.toThrow()
  })

  test.each([0, -1, Number.NaN, Infinity, 2 ** 31])('%d is a RangeError', (value) => {
    expect(() => checkMilliseconds('f', 'ms', value, 1)).toThrow(
      new RangeError(`f: ms must be a number of milliseconds from 1 to 2147483647, got ${value}`),
    )
  })

  test.each([undefined, null, '5', 5n])('%o is a TypeError', (value) => {
    expect(() => checkMilliseconds('f', 'ms', value, 1)).toThrow(TypeError)
  })
})
