import { describe, expect, test } from 'vitest'
import { Flow } from '../kernel/flow.ts'
import { pipe } from '../kernel/pipe.ts'
import { Seq } from '../kernel/seq.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded, recordedAsync } from '../testSupport.ts'
import { range } from './range.ts'
import { zip } from './zip.ts'

const MODES = ['shortest', 'longest', 'strict'] as const

describe('in every mode', () => {
  test.each(MODES)('no source gives no row: %s', (mode) => {
    expect(zip([])).toBeInstanceOf(Seq)
    expect([...zip([], { mode })]).toEqual([])
  })

  test.each(MODES)('empty sources give no row: %s', async (mode) => {
    expect([...zip([[], ''], { mode })]).toEqual([])
    expect(await pipe(zip([[], dripping([])], { mode }), toArray())).toEqual([])
  })

  test.each(MODES)('sources of one length are paired: %s', async (mode) => {
    const rows = [
      [1, 'a'],
      [2, 'b'],
    ]
    expect([...zip([[1, 2], 'ab'], { mode })]).toEqual(rows)
    expect(await pipe(zip([dripping([1, 2]), 'ab'], { mode }), toArray())).toEqual(rows)
    expect(await pipe(zip([[1, 2], dripping('ab')], { mode }), toArray())).toEqual(rows)
  })
})

test('is a Flow as soon as one source is asynchronous', () => {
  expect(zip([[1], [2]])).toBeInstanceOf(Seq)
  expect(zip([[1], dripping([2])])).toBeInstanceOf(Flow)
})

test('gives everything again, and rows that are arrays of their own', () => {
  const pairs = zip([
    [1, 2],
    [3, 4],
  ])
  const [first, second] = pairs
  expect(first).not.toBe(second)
  expect([...pairs]).toEqual([...pairs])
})

test('does not see an array of sources change', () => {
  const sources = [[1], [2]]
  const pairs = zip(sources)
  sources.push([3])
  expect([...pairs]).toEqual([[1, 2]])
})

test('is endless if all sources are', () => {
  const numbers = range(0, Infinity)
  expect(pipe(zip([numbers, numbers]), take(2), toArray())).toEqual([
    [0, 0],
    [1, 1],
  ])
})

describe('shortest', () => {
  test('ends with the first source to end, and asks none after it', () => {
    const events: string[] = []
    const sources = [
      recorded([1, 2], events, 'one'),
      recorded([1], events, 'two'),
      recorded([1, 2], events, 'three'),
    ]
    expect([...zip(sources)]).toEqual([[1, 1, 1]])
    expect(events.slice(3)).toEqual([
      'one asked',
      'two asked',
      'three asked',
      'one asked',
      'two asked',
      'three closed',
      'one closed',
    ])
  })

  test('stays at its end', async () => {
    const iterator = zip([[1, 2], dripping([])])[Symbol.asyncIterator]()
    expect((await iterator.next()).done).toBe(true)
    expect((await iterator.next()).done).toBe(true)
  })

  test('never reads the padding', () => {
    const padding = recorded([0])
    expect([...zip([[1]], { mode: 'shortest', padding })]).toEqual([[1]])
    expect(padding.events).toEqual([])
  })
})

describe('longest', () => {
  test('ends with the last source to end, and pads the others with undefined', async () => {
    const rows = [
      [1, 'a'],
      [2, undefined],
      [3, undefined],
    ]
    expect([...zip([[1, 2, 3], 'a'], { mode: 'longest' })]).toEqual(rows)
    const flow = zip([dripping([1, 2, 3]), dripping('a')], { mode: 'longest' })
    expect(await pipe(flow, toArray())).toEqual(rows)
    expect([...zip(['', [1]], { mode: 'longest' })]).toEqual([[undefined, 1]])
  })

  test('pads with the value at the place of the source', () => {
    const options = { mode: 'longest', padding: ['x', 'y'] } as const
    expect([...zip([[], [1, 2], [1]], options)]).toEqual([
      ['x', 1, 1],
      ['x', 2, undefined],
    ])
  })

  test('reads the padding once, at the call, and closes it if there is more', () => {
    const padding = recorded([7, 8, 9])
    const rows = zip([[], [1]], { mode: 'longest', padding })
    const read = ['source opened', 'source asked', 'source asked', 'source closed']
    expect(padding.events).toEqual(read)
    expect([...rows, ...rows]).toEqual([
      [7, 1],
      [7, 1],
    ])
    expect(padding.events).toEqual(read)
  })

  test('stays at its end', () => {
    const iterator = zip([[1], []], { mode: 'longest' })[Symbol.iterator]()
    expect(iterator.next().done).toBe(false)
    expect(iterator.next().done).toBe(true)
    expect(iterator.next().done).toBe(true)
  })
})

describe('strict', () => {
  const strictly = (sources: Iterable<unknown>[]) => zip(sources, { mode: 'strict' })

  test.each([
    ['the first', [[1], [1, 2], [1, 2]], 'zip: source 1 ended before source 2'],
    [
      'the first, beside one that ends with it',
      [[1], [1], [1, 2]],
      'zip: source 1 ended before source 3',
    ],
    ['the second', [[1, 2], [1], [1, 2]], 'zip: source 2 ended before source 1'],
    ['the last', [[1, 2], [1, 2], [1]], 'zip: source 3 ended before source 1'],
  ])('throws when a source ends before the others: %s', (_, sources, message) => {
    const iterator = strictly(sources)[Symbol.iterator]()
    expect(iterator.next().value).toEqual([1, 1, 1])
    expect(() => iterator.next()).toThrow(new TypeError(message))
    expect(iterator.next().done).toBe(true)
  })

  test('closes the sources that have not ended', () => {
    const events: string[] = []
    const sources = [
      recorded([1, 2], events, 'one'),
      recorded([1], events, 'two'),
      recorded([1, 2], events, 'three'),
    ]
    expect(() => [...strictly(sources)]).toThrow(TypeError)
    expect(events.filter((event) => event.endsWith('closed'))).toEqual([
      'three closed',
      'one closed',
    ])
  })

  test('waits for an asynchronous source to end or not', async () => {
    const even = zip([[1], dripping([1])], { mode: 'strict' })
    expect(await pipe(even, toArray())).toEqual([[1, 1]])
    const uneven = zip([[1], dripping([1, 2])], { mode: 'strict' })
    await expect(pipe(uneven, toArray())).rejects.toThrow('source 1 ended before source 2')
  })
})

describe('the sources', () => {
  test('are asked one after the other in their order, also when they are asynchronous', async () => {
    const events: string[] = []
    const sources = ['one', 'two'].map((name) => recordedAsync([1, 2], events, name))
    expect(await pipe(zip(sources), take(1), toArray())).toEqual([[1, 1]])
    expect(events).toEqual([
      'one opened',
      'two opened',
      'one asked',
      'two asked',
      'two closing',
      'two closed',
      'one closing',
      'one closed',
    ])
  })

  test('are closed in reverse order when one throws, and that one is not', () => {
    const events: string[] = []
    const broken = (function* () {
      yield 1
      throw new Error('broken')
    })()
    const sources = [recorded([1, 2], events, 'one'), broken, recorded([1, 2], events, 'three')]
    const iterator = zip(sources)[Symbol.iterator]()
    expect(iterator.next().value).toEqual([1, 1, 1])
    expect(() => iterator.next()).toThrow('broken')
    expect(events.filter((event) => event.endsWith('closed'))).toEqual([
      'three closed',
      'one closed',
    ])
  })

  test('may be the same array twice', () => {
    const numbers = [1, 2]
    expect([...zip([numbers, numbers])]).toEqual([
      [1, 1],
      [2, 2],
    ])
  })
})

describe('a bad argument is refused at the call', () => {
  test.each([
    [[5], 'zip: sources must be an array, got 5'],
    [['ab'], 'zip: sources must be an array, got "ab"'],
    [[[[1], 5]], 'zip: source 2 must be an Iterable or an AsyncIterable, got 5'],
    [[[[1], undefined]], 'zip: source 2 must be an Iterable or an AsyncIterable, got undefined'],
    [[[], null], 'zip: options must be an object, got null'],
    [[[], { mode: 1 }], "zip: mode must be 'shortest', 'longest' or 'strict', got 1"],
    [
      [[], { mode: 'longest', padding: 5 }],
      'zip: padding must be an Iterable or an AsyncIterable, got 5',
    ],
    [
      [[], { mode: 'longest', padding: dripping([1]) }],
      'zip: padding must be an Iterable, got a Flow',
    ],
    [
      [[['a'], [1, 2]], { mode: 'longest', padding: '-' }],
      'zip: padding must be an Iterable and not a string, got "-"',
    ],
  ])('with a TypeError for the wrong shape: %o', (values, message) => {
    expect(() => zip(...(values as unknown as [never[]]))).toThrow(new TypeError(message))
  })

  test('with a RangeError for a mode that there is not', () => {
    expect(() => zip([], { mode: 'last' as never })).toThrow(
      new RangeError(`zip: mode must be 'shortest', 'longest' or 'strict', got "last"`),
    )
  })
})
