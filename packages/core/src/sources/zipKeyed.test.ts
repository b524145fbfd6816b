import { describe, expect, test } from 'vitest'
import { Flow } from '../kernel/flow.ts'
import { pipe } from '../kernel/pipe.ts'
import { Seq } from '../kernel/seq.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded } from '../testSupport.ts'
import { zipKeyed } from './zipKeyed.ts'

test('gives objects with an item of each source under its key', async () => {
  const rows = [
    { id: 1, name: 'a' },
    { id: 2, name: 'b' },
  ]
  const sync = zipKeyed({ id: [1, 2], name: 'ab' })
  expect(sync).toBeInstanceOf(Seq)
  expect([...sync, ...sync]).toEqual([...rows, ...rows])
  const async = zipKeyed({ id: dripping([1, 2]), name: 'ab' })
  expect(async).toBeInstanceOf(Flow)
  expect(await pipe(async, toArray())).toEqual(rows)
})

test('gives nothing for an object without sources', () => {
  expect([...zipKeyed({})]).toEqual([])
  expect([...zipKeyed({}, { mode: 'longest' })]).toEqual([])
})

describe('the objects', () => {
  test('have no prototype, so any key is safe', () => {
    const sources = JSON.parse('{"__proto__": [1], "constructor": [2]}') as Record<string, number[]>
    const [row] = zipKeyed(sources)
    expect(Object.getPrototypeOf(row)).toBe(null)
    expect(Object.entries(row ?? {})).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ])
  })

  test('have the keys that are own and enumerable, symbols among them, and have a source', () => {
    const symbol = Symbol('key')
    const sources = Object.create({ inherited: [1] }) as Record<PropertyKey, Iterable<number>>
    Object.assign(sources, { b: [2], a: [3], none: undefined, [symbol]: [4] })
    Object.defineProperty(sources, 'hidden', { value: [5], enumerable: false })
    const [row = {}] = zipKeyed(sources)
    expect(Reflect.ownKeys(row)).toEqual(['b', 'a', symbol])
  })
})

test('longest pads by key', () => {
  const padding = { name: '-', other: 1 }
  expect([...zipKeyed({ id: [1, 2], name: 'a', note: [] }, { mode: 'longest', padding })]).toEqual([
    { id: 1, name: 'a', note: undefined },
    { id: 2, name: '-', note: undefined },
  ])
})

test('strict names the keys', () => {
  expect(() => [...zipKeyed({ id: [1, 2], name: 'a' }, { mode: 'strict' })]).toThrow(
    new TypeError('zipKeyed: name ended before id'),
  )
})

test('asks the sources in the order of the keys, and closes them in reverse', () => {
  const events: string[] = []
  const rows = zipKeyed({
    b: recorded([1, 2], events, 'b'),
    a: recorded([1, 2], events, 'a'),
  })
  for (const _ of rows) break
  expect(events.slice(2)).toEqual(['b asked', 'a asked', 'a closed', 'b closed'])
})

describe('a bad argument is refused at the call', () => {
  test.each([
    [[5], 'zipKeyed: sources must be an object, got 5'],
    [[null], 'zipKeyed: sources must be an object, got null'],
    [[{ id: 5 }], 'zipKeyed: id must be an Iterable or an AsyncIterable, got 5'],
    [[{}, []], 'zipKeyed: options must be an object, got an array of 0'],
    [[{}, { mode: null }], "zipKeyed: mode must be 'shortest', 'longest' or 'strict', got null"],
    [[{}, { mode: 'longest', padding: 1 }], 'zipKeyed: padding must be an object, got 1'],
  ])('with a TypeError for the wrong shape: %o', (values, message) => {
    expect(() => zipKeyed(...(values as unknown as [Record<string, never[]>]))).toThrow(
      new TypeError(message),
    )
  })

  test('with a RangeError for a mode that there is not', () => {
    expect(() => zipKeyed({}, { mode: 'all' as never })).toThrow(RangeError)
  })
})
