import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { chunks } from '../operators/chunks.ts'
import { drop } from '../operators/drop.ts'
import { filter } from '../operators/filter.ts'
import { flatMap } from '../operators/flatMap.ts'
import { map } from '../operators/map.ts'
import { mapAsync } from '../operators/mapAsync.ts'
import { take } from '../operators/take.ts'
import { count } from '../sinks/count.ts'
import { toArray } from '../sinks/toArray.ts'
import { range } from '../sources/range.ts'
import { dripping, recorded, recordedAsync } from '../testSupport.ts'
import { Flow } from './flow.ts'
import { operator, sink } from './operator.ts'
import { pipe } from './pipe.ts'
import { Seq } from './seq.ts'

/** `pipe` as untyped code calls it. */
const untyped = pipe as unknown as (...values: unknown[]) => unknown

describe('the result', () => {
  test('is a Seq over an iterable, and a Flow over an async iterable', () => {
    expect(pipe([1])).toBeInstanceOf(Seq)
    expect(pipe(dripping([1]))).toBeInstanceOf(Flow)
    expect(pipe(Readable.from([1]), map(String))).toBeInstanceOf(Flow)
  })

  test('is a Flow over an iterable when one of the stages is asynchronous', () => {
    expect(
      pipe(
        [1],
        mapAsync(async (n) => n),
        map(String),
      ),
    ).toBeInstanceOf(Flow)
    expect(
      pipe(
        [1],
        flatMap((n) => [n]),
        mapAsync(async (n) => n),
      ),
    ).toBeInstanceOf(Flow)
  })

  test('is the very pipeline when there is no stage', () => {
    const seq = pipe([1])
    const flow = pipe(dripping([1]))
    expect([pipe(seq), pipe(flow)]).toEqual([seq, flow])
    expect(pipe(seq)).toBe(seq)
    expect(pipe(flow)).toBe(flow)
  })

  test('of a sink is plain over an iterable, and a promise over an async iterable', async () => {
    expect(pipe('abc', count())).toBe(3)
    const result = pipe(dripping('abc'), count())
    expect(result).toBeInstanceOf(Promise)
    expect(await result).toBe(3)
    expect(
      pipe(
        [1],
        mapAsync(async (n) => n),
        count(),
      ),
    ).toBeInstanceOf(Promise)
  })
})

describe('a pipeline', () => {
  test('touches nothing when it is described', () => {
    const source = recorded(['a'])
    pipe(
      source,
      map(String),
      flatMap((text) => [text]),
      take(1),
      chunks(2),
    )
    expect(source.events).toEqual([])
  })

  test('pulls no more of the source than an item needs', () => {
    const source = recorded(range(0, Infinity))
    const iterator = pipe(
      source,
      filter((n) => n % 2 === 1),
      map((n) => n * 10),
    )[Symbol.iterator]()
    expect(iterator.next().value).toBe(10)
    expect(source.events).toEqual(['source opened', 'source asked', 'source asked'])
  })

  test('can be the source of others, which do not change it', () => {
    const base = pipe(
      [1, 2, 3],
      map((n) => n * 10),
    )
    const one = pipe(
      base,
      filter((n) => n > 10),
    )
    const other = pipe(base, take(1))
    expect([[...one], [...other], [...base]]).toEqual([[20, 30], [10], [10, 20, 30]])
  })

  test('counts indices anew in each run, and for each step', () => {
    const indexed = pipe(
      ['a', 'b', 'c'],
      filter((_, index) => index > 0),
      map((letter, index) => letter + index),
    )
    expect([[...indexed], [...indexed]]).toEqual([
      ['b0', 'c1'],
      ['b0', 'c1'],
    ])
  })

  test('goes through more steps than one loop holds, with other operators in between', async () => {
    const increment = map((n: number) => n + 1)
    const long = (source: Iterable<number> | AsyncIterable<number>) =>
      untyped(source, ...Array(6).fill(increment), drop(1), ...Array(5).fill(increment), toArray())
    expect(long([0, 0])).toEqual([11])
    expect(await long(dripping([0, 0]))).toEqual([11])
  })

  test('gives a callback the item and the index, and nothing else', () => {
    const received: unknown[][] = []
    const note = (...values: unknown[]): boolean => received.push(values) > 0
    pipe(
      ['a'],
      map((...values) => note(...values)),
      filter((...values) => note(...values)),
      count(),
    )
    expect(received).toEqual([
      ['a', 0],
      [true, 0],
    ])
  })

  test('shows an array as it is when it runs', () => {
    const array = [1, 2]
    const seq = pipe(
      array,
      map((n) => n * 10),
    )
    array.push(3)
    expect([...seq]).toEqual([10, 20, 30])
    const iterator = seq[Symbol.iterator]()
    iterator.next()
    array.length = 1
    expect(iterator.next().done).toBe(true)
  })

  test('delivers the holes of an array, and the entries of a map', () => {
    const holes = Array<number>(2)
    expect(pipe(holes, toArray())).toStrictEqual([undefined, undefined])
    expect(pipe(new Map([['a', 1]]), toArray())).toEqual([['a', 1]])
  })

  test('goes through the characters of a string', async () => {
    expect(pipe('a🙂', toArray())).toEqual(['a', '🙂'])
    expect(
      await pipe(
        'a🙂',
        mapAsync(async (letter) => letter),
        toArray(),
      ),
    ).toEqual(['a', '🙂'])
  })

  test('takes a source that is both kinds of iterable as an asynchronous one', async () => {
    const both = Object.assign(recordedAsync(['async']), { [Symbol.iterator]: () => [].values() })
    expect(await pipe(both, toArray())).toEqual(['async'])
  })

  test.each([undefined, null, 0, '', Number.NaN, Symbol('item')])(
    'passes %o through untouched',
    async (item) => {
      expect(
        pipe(
          [item],
          map((value) => value),
          toArray(),
        ),
      ).toEqual([item])
      expect(
        await pipe(
          dripping([item]),
          map((value) => value),
          toArray(),
        ),
      ).toEqual([item])
    },
  )
})

describe('a bad argument', () => {
  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [5, '5'],
    [{}, 'an instance of Object'],
    [() => {}, 'function (anonymous)'],
  ])('as the source is a TypeError: %o', (source, shown) => {
    expect(() => untyped(source)).toThrow(
      new TypeError(`pipe: the source must be an Iterable or an AsyncIterable, got ${shown}`),
    )
  })

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['map', '"map"'],
    [{}, 'an instance of Object'],
    [[], 'an array of 0'],
  ])('as a stage is a TypeError: %o', (stage, shown) => {
    expect(() => untyped([1], map(String), stage)).toThrow(
      new TypeError(`pipe: stage 2 must be an operator or a function, got ${shown}`),
    )
  })

  test('a sink that is not last is a TypeError, and nothing was opened', () => {
    const source = recorded([1])
    expect(() => untyped(source, toArray(), map(String))).toThrow(
      new TypeError('pipe: stage 1 is a sink, and only the last stage can be one'),
    )
    expect(source.events).toEqual([])
  })

  test('a bad stage after a sink does not run the sink', () => {
    let ran = false
    const spy = sink(() => {
      ran = true
      return () => 1
    })
    expect(() => untyped([1], spy, 5)).toThrow(TypeError)
    expect(ran).toBe(false)
  })
})

describe('cleanup', () => {
  test('goes from the last stage to the source', async () => {
    const events: string[] = []
    const stage = (name: string) =>
      operator<number, number>((up, run) => {
        run.defer(() => events.push(name))
        return up
      })
    for (const _ of pipe([1], stage('first'), stage('second'))) break
    expect(events).toEqual(['second', 'first'])
  })

  test('closes an inner source before the outer one', async () => {
    const events: string[] = []
    const outer = recordedAsync([1], events, 'outer')
    const inner = recordedAsync([1], events, 'inner')
    for await (const _ of pipe(
      outer,
      flatMap(() => inner),
    ))
      break
    expect(events.slice(-4)).toEqual([
      'inner closing',
      'inner closed',
      'outer closing',
      'outer closed',
    ])
  })

  test('of every source happens although one of them fails, and the first error is told', async () => {
    const events: string[] = []
    const outer = recordedAsync([1], events, 'outer')
    const inner: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ value: 1, done: false }),
        return: () => Promise.reject(new Error('inner cleanup')),
      }),
    }
    const loop = async (): Promise<void> => {
      for await (const _ of pipe(
        outer,
        flatMap(() => inner),
      ))
        break
    }
    await expect(loop()).rejects.toThrow('inner cleanup')
    expect(events.at(-1)).toBe('outer closed')
  })
})
