import { describe, expect, test } from 'vitest'
import { bodyOf } from '../kernel/operator.ts'
import { pipe } from '../kernel/pipe.ts'
import { DONE, WAIT, type Pull } from '../kernel/pull.ts'
import { pullArray } from '../kernel/pullArray.ts'
import { toArray } from '../sinks/toArray.ts'
import { range } from '../sources/range.ts'
import { dripping, meteredRun, recorded } from '../testSupport.ts'
import { shuffle } from './shuffle.ts'
import { take } from './take.ts'

const ten = range(0, 10)
const ascending = (a: number, b: number): number => a - b

describe('the buffer', () => {
  test('is filled before the first item, and refilled by one for each after that', () => {
    const source = recorded(ten)
    const asked = (): number => source.events.filter((event) => event === 'source asked').length
    const iterator = pipe(source, shuffle({ buffer: 4, seed: 1 }))[Symbol.iterator]()
    expect(asked()).toBe(0)
    const needs = [1, 2, 3].map(() => {
      iterator.next()
      return asked()
    })
    expect(needs).toEqual([4, 5, 6])
  })

  test('of an endless source stays as it is, and the source is closed', () => {
    const source = recorded(range(0, Infinity))
    expect(pipe(source, shuffle({ buffer: 3, seed: 1 }), take(5), toArray())).toHaveLength(5)
    expect(source.events.filter((event) => event === 'source asked')).toHaveLength(7)
    expect(source.events.at(-1)).toBe('source closed')
  })

  test('of one item keeps the order', () => {
    expect(pipe(ten, shuffle({ buffer: 1, seed: 1 }), toArray())).toEqual([...ten])
  })

  test('bounds how early an item can come', () => {
    const shuffled = pipe(range(0, 1000), shuffle({ buffer: 8, seed: 3 }), toArray())
    for (const [place, item] of shuffled.entries()) expect(item - place).toBeLessThan(8)
  })

  test('lets the event loop turn while what is left of it is delivered', () => {
    const run = meteredRun(3)
    const start = bodyOf(shuffle({ buffer: Infinity, seed: 1 }))?.start
    const up: Pull<unknown> = pullArray([1, 2, 3, 4], meteredRun(Infinity))
    const pull = start?.(up, run)
    const answers = Array.from({ length: 6 }, () => pull?.())
    expect(answers.indexOf(WAIT)).toBe(3)
    expect(run.turns).toBe(1)
    expect(answers.at(-1)).toBe(DONE)
  })
})

describe('a source that fails', () => {
  test('has everything before its error delivered, then the error', () => {
    const error = new Error('broken')
    const iterator = pipe(
      (function* () {
        yield* [1, 2, 3]
        throw error
      })(),
      shuffle({ buffer: 8, seed: 1 }),
    )[Symbol.iterator]()
    const items = [iterator.next(), iterator.next(), iterator.next()].map(({ value }) => value)
    expect(new Set(items)).toEqual(new Set([1, 2, 3]))
    expect(() => iterator.next()).toThrow(error)
    expect(iterator.next().done).toBe(true)
  })
})

describe('a seed', () => {
  test('gives the same order in every run, of either kind', async () => {
    const shuffled = shuffle<number>({ buffer: 4, seed: 42 })
    const order = pipe(ten, shuffled, toArray())
    expect(pipe(ten, shuffled, toArray())).toEqual(order)
    expect(await pipe(dripping(ten), shuffled, toArray())).toEqual(order)
  })

  test('and another one give two orders', () => {
    const [one, other] = [1, 2].map((seed) =>
      pipe(range(0, 100), shuffle({ buffer: 100, seed }), toArray()),
    )
    expect(one).not.toEqual(other)
  })
})

test('loses and repeats nothing', () => {
  for (const buffer of [1, 3, 10, 11, Infinity]) {
    const shuffled = pipe(ten, shuffle({ buffer }), toArray())
    expect(shuffled.toSorted(ascending)).toEqual([...ten])
  }
})

test('with a buffer for all of it, every item comes to every place about equally often', () => {
  const counts = [0, 1, 2].map(() => [0, 0, 0])
  for (let seed = 0; seed < 3000; seed++) {
    const order = pipe([0, 1, 2], shuffle({ buffer: 3, seed }), toArray())
    for (const [place, item] of order.entries()) {
      const row = counts[item] as number[]
      row[place] = (row[place] as number) + 1
    }
  }
  for (const count of counts.flat()) expect(Math.abs(count - 1000)).toBeLessThan(120)
})

describe('a random function', () => {
  test('chooses among the items in the buffer', () => {
    const firsts = shuffle<number>({ buffer: 3, random: () => 0 })
    expect(pipe([1, 2, 3], firsts, toArray())).toEqual([1, 3, 2])
    const lasts = shuffle<number>({ buffer: 3, random: () => 0.999 })
    expect(pipe([1, 2, 3], lasts, toArray())).toEqual([3, 2, 1])
  })

  test.each([1, -0.1, Number.NaN])(
    'that gives %d is a RangeError, and closes the source',
    (drawn) => {
      const source = recorded([1, 2, 3])
      expect(() => pipe(source, shuffle({ buffer: 2, random: () => drawn }), toArray())).toThrow(
        new RangeError(
          `shuffle: random must give a number from 0 up to and without 1, got ${drawn}`,
        ),
      )
      expect(source.events.at(-1)).toBe('source closed')
    },
  )

  test('that gives no number is a TypeError', () => {
    const random = (): number => Promise.resolve(0.5) as unknown as number
    expect(() => pipe([1], shuffle({ buffer: 2, random }), toArray())).toThrow(TypeError)
  })

  test('that is none is a TypeError at the call, and so is one beside a seed', () => {
    // @ts-expect-error a function is required
    expect(() => shuffle({ buffer: 2, random: 4 })).toThrow(
      new TypeError('shuffle: random must be a function, got 4'),
    )
    expect(() => shuffle({ buffer: 2, seed: 1, random: Math.random })).toThrow(
      new TypeError('shuffle: random must not be given with a seed, got function random'),
    )
  })
})

describe('a number among the options', () => {
  const buffer = 'shuffle: buffer must be a whole number of at least 1, or Infinity'
  const seed = 'shuffle: seed must be a whole number of at least 0'

  test.each([0, 1.5, Number.NaN])('as a buffer of %d is a RangeError at the call', (value) => {
    expect(() => shuffle({ buffer: value })).toThrow(new RangeError(`${buffer}, got ${value}`))
  })

  test.each([-1, 0.5, Infinity])('as a seed of %d is a RangeError at the call', (value) => {
    expect(() => shuffle({ buffer: 2, seed: value })).toThrow(
      new RangeError(`${seed}, got ${value}`),
    )
  })

  test('that is missing or none is a TypeError at the call', () => {
    // @ts-expect-error the options are required
    expect(() => shuffle()).toThrow(
      new TypeError('shuffle: options must be an object, got undefined'),
    )
    // @ts-expect-error the buffer is required
    expect(() => shuffle({})).toThrow(new TypeError(`${buffer}, got undefined`))
    // @ts-expect-error a number is required
    expect(() => shuffle({ buffer: 2, seed: '1' })).toThrow(new TypeError(`${seed}, got "1"`))
  })
})
