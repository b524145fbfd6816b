import { describe, expect, test, vi } from 'vitest'
import { CURSOR } from './cursor.ts'
import { Execution } from './execution.ts'
import { checkSource, kindOf, open } from './open.ts'
import { pipe } from './pipe.ts'
import { DONE } from './pull.ts'
import type { Kind, Source } from './source.ts'
import { stopClock, woken } from '../testSupport.ts'

stopClock()

const asyncIterable: AsyncIterable<string> = {
  [Symbol.asyncIterator]: async function* () {
    yield 'async'
  },
}

function pullOnce(source: unknown, kind: Kind): unknown {
  return new Execution((run) => open(source as Source, run), kind).pull()
}

describe('the kind of a value', () => {
  const cases: [title: string, value: unknown, kind: Kind | undefined][] = [
    ['an array', [], 'sync'],
    ['a string', 'abc', 'sync'],
    ['an empty string', '', 'sync'],
    ['a map', new Map(), 'sync'],
    ['a typed array', new Uint8Array(), 'sync'],
    ['a generator', (function* () {})(), 'sync'],
    ['a synchronous pipeline', pipe([1]), 'sync'],
    [
      'a function that is iterable',
      Object.assign(() => {}, { [Symbol.iterator]: () => {} }),
      'sync',
    ],
    ['an async iterable', asyncIterable, 'async'],
    ['an asynchronous pipeline', pipe(asyncIterable), 'async'],
    ['a source of cursors', { [CURSOR]: () => {} }, 'async'],
    ['what is both', { ...asyncIterable, [Symbol.iterator]: () => {} }, 'async'],
    ['undefined', undefined, undefined],
    ['null', null, undefined],
    ['a number', 1, undefined],
    ['a symbol', Symbol.iterator, undefined],
    ['a plain object', {}, undefined],
    ['an object with a length', { length: 0 }, undefined],
    ['a promise', Promise.resolve([]), undefined],
    ['a generator function', function* () {}, undefined],
  ]
  test.each(cases)('of %s', (_, value, kind) => {
    expect(kindOf(value)).toBe(kind)
  })
})

test('`checkSource` names the function, the parameter and the value', () => {
  expect(checkSource('concat', 'source 1', [])).toBe('sync')
  expect(() => checkSource('concat', 'source 2', 5)).toThrow(
    new TypeError('concat: source 2 must be an Iterable or an AsyncIterable, got 5'),
  )
})

describe('opening', () => {
  test.each<[string, unknown, unknown]>([
    ['an array', ['a'], 'a'],
    ['a string', 'abc', 'a'],
    ['a string of surrogate pairs', '🙂b', '🙂'],
    ['an empty string', '', DONE],
    ['a set', new Set(['a']), 'a'],
    ['a typed array', Uint8Array.of(7), 7],
    ['a pipeline', pipe(['a']), 'a'],
  ])('%s works in both kinds of run', (_, source, first) => {
    expect(pullOnce(source, 'sync')).toEqual(first)
    expect(pullOnce(source, 'async')).toEqual(first)
  })

  test('a map delivers its entries', () => {
    expect(pullOnce(new Map([['a', 1]]), 'sync')).toEqual(['a', 1])
  })

  test('an array whose iterator is another one is read through that', () => {
    class Backwards extends Array<number> {
      override *[Symbol.iterator](): ArrayIterator<number> {
        for (let index = this.length - 1; index >= 0; index--) yield this[index] as number
      }
    }
    expect(pullOnce(Backwards.of(1, 2), 'sync')).toBe(2)
  })

  test('what has a cursor and is async iterable is opened by its cursor', () => {
    const cursor = { pull: () => 'cursor', ready: async () => {}, close: async () => {} }
    expect(pullOnce({ ...asyncIterable, [CURSOR]: () => cursor }, 'async')).toBe('cursor')
  })

  test('what is both sync and async iterable is opened as asynchronous', async () => {
    const synchronously = vi.fn<() => Iterator<string>>()
    const source = { ...asyncIterable, [Symbol.iterator]: synchronously }
    const execution = new Execution((run) => open(source, run), 'async')
    execution.pull()
    await woken(execution)
    expect(execution.pull()).toBe('async')
    expect(synchronously).not.toHaveBeenCalled()
  })

  test.each([undefined, null, 1, {}])('%o is a TypeError', (value) => {
    expect(() => pullOnce(value, 'async')).toThrow(/is not iterable$/u)
  })

  test('an asynchronous source in a synchronous run is a TypeError that says what to use', () => {
    expect(() => pullOnce(asyncIterable, 'sync')).toThrow(
      new TypeError('an asynchronous source was given in a synchronous pipeline: use flatMapAsync'),
    )
  })
})
