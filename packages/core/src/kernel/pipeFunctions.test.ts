import { describe, expect, test } from 'vitest'
import { filter } from '../operators/filter.ts'
import { map } from '../operators/map.ts'
import { mapAsync } from '../operators/mapAsync.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { captureReturn } from '../sources/captureReturn.ts'
import { dripping, recorded, recordedAsync } from '../testSupport.ts'
import type { Flow } from './flow.ts'
import { pipe } from './pipe.ts'
import { Seq } from './seq.ts'

/** `pipe` as untyped code calls it. */
const untyped = pipe as unknown as (...values: unknown[]) => unknown

describe('a generator function as a stage', () => {
  function* double(numbers: Iterable<number>): Generator<number> {
    for (const n of numbers) yield n * 2
  }
  async function* doubleAsync(
    numbers: AsyncIterable<number> | Iterable<number>,
  ): AsyncGenerator<number> {
    for await (const n of numbers) yield n * 2
  }

  test('is called in each run, so that the pipeline can be iterated again', () => {
    const seq = pipe([1, 2], double)
    expect([[...seq], [...seq]]).toEqual([
      [2, 4],
      [2, 4],
    ])
  })

  test('may stand first, in the middle and last', () => {
    expect([
      ...pipe(
        [1],
        double,
        map((n) => n + 1),
        double,
        take(1),
        double,
      ),
    ]).toEqual([12])
  })

  test('that is asynchronous makes the pipeline asynchronous', async () => {
    expect(
      await pipe(
        [1, 2],
        doubleAsync,
        map((n) => n + 1),
        toArray(),
      ),
    ).toEqual([3, 5])
    expect(await pipe(dripping([1, 2]), doubleAsync, toArray())).toEqual([2, 4])
  })

  test('is given everything before it, as a pipeline', () => {
    const given: unknown[] = []
    const seq = pipe(
      [1],
      map((n) => n * 10),
      function* (source) {
        given.push(source)
        yield* source
      },
    )
    expect([...seq]).toEqual([10])
    expect(given[0]).toBeInstanceOf(Seq)
  })

  test('that is left early closes what is before it', async () => {
    const source = recorded([1, 2])
    for (const _ of pipe(source, double)) break
    expect(source.events).toEqual(['source opened', 'source asked', 'source closed'])
    const asyncSource = recordedAsync([1, 2])
    for await (const _ of pipe(asyncSource, doubleAsync)) break
    expect(asyncSource.events.at(-1)).toBe('source closed')
  })

  test('that was not asked for anything asks nothing of what is before it, and closes it', () => {
    const source = recorded([1])
    pipe(source, double)[Symbol.iterator]().return?.()
    expect(source.events).toEqual(['source opened', 'source closed'])
  })

  test('passes on its own error, and closes what is before it', async () => {
    const source = recordedAsync([1])
    const broken = async function* (numbers: AsyncIterable<number>): AsyncGenerator<number> {
      for await (const n of numbers) {
        if (n === 1) throw new Error(`no ${n}`)
        yield n
      }
    }
    await expect(pipe(source, broken, toArray())).rejects.toThrow('no 1')
    expect(source.events.at(-1)).toBe('source closed')
  })

  test('may be a method or bound', () => {
    const factor = {
      by: 3,
      *times(numbers: Iterable<number>): Generator<number> {
        for (const n of numbers) yield n * this.by
      },
    }
    const seq = pipe([1, 2], factor.times.bind(factor))
    expect([[...seq], [...seq]]).toEqual([
      [3, 6],
      [3, 6],
    ])
  })

  test('that is synchronous after an asynchronous source is a TypeError at the call', () => {
    expect(() => untyped(dripping([1]), double)).toThrow(
      new TypeError(
        'pipe: stage 1 is a generator function after an asynchronous source: make it an async one',
      ),
    )
    expect(() =>
      untyped(
        [1],
        mapAsync(async (n: number) => n),
        double,
      ),
    ).toThrow(TypeError)
  })
})

describe('a plain function as a stage', () => {
  test('is called once, when the pipeline is described, with everything before it', () => {
    const calls: unknown[] = []
    const source = recorded([1, 2])
    const seq = pipe(
      source,
      map((n) => n * 10),
      (numbers) => {
        calls.push(numbers)
        return pipe(
          numbers,
          filter((n) => n > 10),
        )
      },
    )
    expect(calls).toHaveLength(1)
    expect(source.events).toEqual([])
    expect([[...seq], [...seq]]).toEqual([[20], [20]])
    expect(calls).toHaveLength(1)
  })

  test('is given a pipeline as it is, and so is what it returns', () => {
    const parsed = captureReturn(
      (function* () {
        yield 'a'
        return { lines: 1 }
      })(),
    )
    const given: unknown[] = []
    const result = pipe(parsed, (items) => {
      given.push(items)
      return parsed
    })
    expect(given[0]).toBe(parsed)
    expect(result).toBe(parsed)
  })

  test('may turn the pipeline into an asynchronous one', async () => {
    const later = (numbers: Iterable<number>): Flow<number> => dripping(numbers)
    expect(
      await pipe(
        [1],
        later,
        map((n) => n + 1),
        toArray(),
      ),
    ).toEqual([2])
  })

  test('may give any source', () => {
    expect([
      ...pipe([3, 1, 2], (numbers) => [...numbers].toSorted((a, b) => a - b), take(2)),
    ]).toEqual([1, 2])
  })

  test.each([
    [undefined, 'undefined'],
    [1, '1'],
    [Promise.resolve([]), 'a Promise'],
    [map(String), 'an instance of Object'],
  ])('that gives %o is a TypeError at the call', (value, shown) => {
    expect(() => untyped([1], map(String), () => value)).toThrow(
      new TypeError(
        `pipe: what stage 2 returns must be an Iterable or an AsyncIterable, got ${shown}`,
      ),
    )
  })

  test('that throws fails the call, with nothing opened', () => {
    const source = recorded([1])
    const broken = (): never => {
      throw new Error('stage')
    }
    expect(() => untyped(source, broken)).toThrow('stage')
    expect(source.events).toEqual([])
  })
})
