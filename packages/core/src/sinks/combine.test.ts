import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping, mergedOverWire, recorded } from '../testSupport.ts'
import { combine } from './combine.ts'
import { count } from './count.ts'
import { countBy } from './countBy.ts'
import { max } from './max.ts'
import { sum } from './sum.ts'

const summary = combine({ items: count(), total: sum(), largest: max<number>() })

test('gives a record of the results, in one pass', async () => {
  const source = recorded([3, 9, 4])
  const expected = { items: 3, total: 16, largest: 9 }
  expect(pipe(source, summary)).toEqual(expected)
  expect(source.events.filter((event) => event === 'source opened')).toHaveLength(1)
  expect(await pipe(dripping([3, 9, 4]), summary)).toEqual(expected)
})

test('of no items gives what each gives of none', () => {
  expect(pipe([], summary)).toEqual({ items: 0, total: 0, largest: undefined })
  expect(pipe([1], combine({}))).toEqual({})
})

test('merges after a journey as JSON, also what JSON would lose', () => {
  expect(mergedOverWire(summary, [[-Infinity], [], [1]])).toEqual({
    items: 2,
    total: -Infinity,
    largest: 1,
  })
})

test('can be combined again', () => {
  const outer = combine({ inner: summary, items: count() })
  const expected = { inner: { items: 2, total: 3, largest: 2 }, items: 2 }
  expect(pipe([1, 2], outer)).toEqual(expected)
  expect(mergedOverWire(outer, [[1], [2]])).toEqual(expected)
})

test('takes any name', () => {
  const sink = combine(Object.fromEntries([['__proto__', count()]]))
  expect(Object.entries(pipe([1], sink))).toEqual([['__proto__', 1]])
  expect(Object.entries(mergedOverWire(sink, [[1], [2]]))).toEqual([['__proto__', 2]])
})

test('each run begins anew', () => {
  expect([pipe([1], summary).items, pipe([1], summary).items]).toEqual([1, 1])
})

test('an error of a callback passes and closes the source', () => {
  const source = recorded(['a'])
  const broken = combine({
    items: countBy((): string => {
      throw new Error('callback')
    }),
  })
  expect(() => pipe(source, broken)).toThrow('callback')
  expect(source.events.at(-1)).toBe('source closed')
})

test('what is no aggregate is a TypeError at the call', () => {
  // @ts-expect-error an object is required
  expect(() => combine()).toThrow(
    new TypeError('combine: aggregates must be an object, got undefined'),
  )
  // @ts-expect-error an aggregate is required
  expect(() => combine({ items: 7 })).toThrow(
    new TypeError('combine: items must be an aggregate, got 7'),
  )
  const { merge: _, ...incomplete } = count()
  // @ts-expect-error an aggregate is required
  expect(() => combine({ items: incomplete })).toThrow(
    new TypeError('combine: items.merge must be a function, got undefined'),
  )
})
