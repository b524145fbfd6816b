import { describe, expect, test } from 'vitest'
import { filter } from '../operators/filter.ts'
import { map } from '../operators/map.ts'
import { take } from '../operators/take.ts'
import { recorded } from '../testSupport.ts'
import { operator } from './operator.ts'
import { pipe } from './pipe.ts'
import { WAIT } from './pull.ts'
import { Seq } from './seq.ts'

const numbers = pipe(
  [1, 2, 3],
  map((n) => n * 10),
)

describe('a Seq', () => {
  test('is what a pipeline over an iterable is', () => {
    expect(numbers).toBeInstanceOf(Seq)
    expect(Object.prototype.toString.call(numbers)).toBe('[object Seq]')
  })

  test('can be spread, destructured, delegated to, and looped over, each time anew', () => {
    const [first, ...rest] = numbers
    expect([first, rest]).toEqual([10, [20, 30]])
    expect([...numbers]).toEqual([10, 20, 30])
    expect(Array.from(numbers)).toEqual([10, 20, 30])
    expect(new Set(numbers)).toEqual(new Set([10, 20, 30]))
    const delegating = (function* () {
      yield* numbers
    })()
    expect([...delegating]).toEqual([10, 20, 30])
  })

  test('opens nothing before it is iterated, and asks for nothing before `next()`', () => {
    const source = recorded(['a'])
    const seq = pipe(source, map(String))
    expect(source.events).toEqual([])
    seq[Symbol.iterator]()
    expect(source.events).toEqual(['source opened'])
  })

  test('runs several iterations side by side, each with its own state', () => {
    const indexed = pipe(
      ['a', 'b'],
      map((letter, index) => letter + index),
    )
    const one = indexed[Symbol.iterator]()
    const other = indexed[Symbol.iterator]()
    expect([one.next().value, other.next().value, one.next().value]).toEqual(['a0', 'a0', 'b1'])
  })
})

describe('next()', () => {
  test('gives results with exactly `value` and `done`', () => {
    const iterator = pipe([undefined])[Symbol.iterator]()
    expect(iterator.next()).toStrictEqual({ value: undefined, done: false })
    expect(iterator.next()).toStrictEqual({ value: undefined, done: true })
    expect(iterator.next()).toStrictEqual({ value: undefined, done: true })
  })

  test('after an error is at its end', () => {
    const iterator = pipe(
      ['{', '1'],
      map((text): unknown => JSON.parse(text)),
    )[Symbol.iterator]()
    expect(() => iterator.next()).toThrow(SyntaxError)
    expect(iterator.next()).toEqual({ value: undefined, done: true })
  })

  test('called by a callback of the same iteration is a TypeError, which ends it', () => {
    const source = recorded([1, 2])
    const iterator: Iterator<number> = pipe(
      source,
      map((n) => {
        iterator.next()
        return n
      }),
    )[Symbol.iterator]()
    expect(() => iterator.next()).toThrow(
      new TypeError('next() was called by a callback of the same iteration'),
    )
    expect(source.events.at(-1)).toBe('source closed')
    expect(iterator.next().done).toBe(true)
  })

  test('called by the source while it is closed is a TypeError', () => {
    const thrown: unknown[] = []
    const iterator: Iterator<number> = pipe<Iterable<number>>({
      [Symbol.iterator]: () => ({
        next: () => ({ value: 1, done: false }),
        return: () => {
          try {
            iterator.next()
          } catch (error) {
            thrown.push(error)
          }
          return { value: undefined, done: true }
        },
      }),
    })[Symbol.iterator]()
    iterator.next()
    iterator.return?.()
    expect(thrown).toEqual([new TypeError('next() was called by a callback of the same iteration')])
  })

  test('of an operator that says `WAIT` is a TypeError that names the remedy, and closes the source', () => {
    const source = recorded([1])
    const iterator = pipe(
      source,
      operator(() => () => WAIT),
    )[Symbol.iterator]()
    expect(() => iterator.next()).toThrow(
      new TypeError("an operator of a synchronous pipeline said WAIT: give it the kind 'async'"),
    )
    expect(source.events).toEqual(['source opened', 'source closed'])
  })
})

describe('return()', () => {
  test('closes the source before the first `next`', () => {
    const source = recorded(['a'])
    const iterator = pipe(source, map(String))[Symbol.iterator]()
    expect(iterator.return?.()).toStrictEqual({ value: undefined, done: true })
    expect(source.events).toEqual(['source opened', 'source closed'])
    expect(iterator.next()).toStrictEqual({ value: undefined, done: true })
  })

  test('closes the source once', () => {
    const source = recorded(['a', 'b'])
    const iterator = pipe(source, map(String))[Symbol.iterator]()
    iterator.next()
    iterator.return?.()
    iterator.return?.()
    expect(source.events).toEqual(['source opened', 'source asked', 'source closed'])
  })

  test('after the end closes nothing', () => {
    const source = recorded([])
    const iterator = pipe(source)[Symbol.iterator]()
    iterator.next()
    iterator.return?.()
    expect(source.events).toEqual(['source opened', 'source asked'])
  })

  test('throws what the source throws when it is closed', () => {
    const iterator = pipe<Iterable<number>>({
      [Symbol.iterator]: () => ({
        next: () => ({ value: 1, done: false }),
        return: () => {
          throw new Error('cleanup')
        },
      }),
    })[Symbol.iterator]()
    iterator.next()
    expect(() => iterator.return?.()).toThrow('cleanup')
    expect(iterator.return?.()).toEqual({ value: undefined, done: true })
  })

  test('called by a callback of the same iteration is a TypeError', () => {
    const iterator: Iterator<number> = pipe(
      [1],
      map((n) => {
        iterator.return?.()
        return n
      }),
    )[Symbol.iterator]()
    expect(() => iterator.next()).toThrow(
      new TypeError('return() was called by a callback of the same iteration'),
    )
  })
})

describe('a loop', () => {
  test('that breaks closes the source', () => {
    const source = recorded(['a', 'b'])
    for (const _ of pipe(source, map(String))) break
    expect(source.events).toEqual(['source opened', 'source asked', 'source closed'])
  })

  test('whose body throws closes the source, and the error of the body wins', () => {
    const source: Iterable<number> = {
      [Symbol.iterator]: () => ({
        next: () => ({ value: 1, done: false }),
        return: () => {
          throw new Error('cleanup')
        },
      }),
    }
    expect(() => {
      for (const _ of pipe(source)) throw new Error('body')
    }).toThrow('body')
  })

  test('that runs to the end closes nothing', () => {
    const source = recorded(['a'])
    for (const _ of pipe(source));
    expect(source.events).toEqual(['source opened', 'source asked', 'source asked'])
  })
})

describe('the iterators', () => {
  test("are the language's own kind", () => {
    const iterator = numbers[Symbol.iterator]()
    const arrayIterator = [][Symbol.iterator]()
    const IteratorPrototype: object = Object.getPrototypeOf(Object.getPrototypeOf(arrayIterator))
    expect(Object.prototype.isPrototypeOf.call(IteratorPrototype, iterator)).toBe(true)
    expect(iterator[Symbol.iterator]()).toBe(iterator)
  })

  test.runIf('Iterator' in globalThis)('have the native helpers, which close the source', () => {
    const source = recorded([1, 2, 3])
    const iterator = pipe(
      source,
      filter((n) => n > 1),
    )[Symbol.iterator]() as unknown as {
      map(callback: (n: number) => number): { take(count: number): { toArray(): number[] } }
    }
    expect(
      iterator
        .map((n) => n * 2)
        .take(1)
        .toArray(),
    ).toEqual([4])
    expect(source.events.at(-1)).toBe('source closed')
  })

  test.runIf('dispose' in Symbol)('close the source when they are disposed of', () => {
    const source = recorded([1, 2])
    const iterator = pipe(source, take(2))[Symbol.iterator]()
    iterator.next()
    iterator[Symbol.dispose]()
    iterator[Symbol.dispose]()
    expect(source.events).toEqual(['source opened', 'source asked', 'source closed'])
  })
})
