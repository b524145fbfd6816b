import { expect, test } from 'vitest'
import { overWire } from '../testSupport.ts'
import { fromPortable, toPortable } from './portable.ts'

test.each([Number.NaN, Infinity, -Infinity, -0, 10n ** 30n, undefined])(
  'JSON would lose %o, so it is marked, and comes back',
  (value) => {
    expect(toPortable(value)).toHaveProperty('$rivulet')
    expect(fromPortable(overWire(toPortable(value)))).toBe(value)
  },
)

test('what JSON carries as it is has no mark', () => {
  for (const value of [0, -1.5, '', 'NaN', true, null]) expect(toPortable(value)).toBe(value)
})

test('an object stays the very object in the same process', () => {
  const values = [new Date(0), new Date(Number.NaN), { a: 1 }, [1], () => 1, Symbol('mark')]
  for (const value of values) expect(fromPortable(toPortable(value))).toBe(value)
})

test('a date comes back from JSON as a date, and an invalid one as an invalid one', () => {
  const journey = (date: Date): Date => fromPortable(overWire(toPortable(date)))
  expect(journey(new Date(86_400_000))).toEqual(new Date(86_400_000))
  expect(journey(new Date(Number.NaN)).getTime()).toBeNaN()
})

test.each([
  { $rivulet: 'number', value: 'NaN' },
  { $rivulet: 'date', value: null },
  { $rivulet: { $rivulet: 'undefined' } },
])('an object that looks like a mark is taken for what it is: %j', (lookalike) => {
  expect(fromPortable(toPortable(lookalike))).toBe(lookalike)
  expect(fromPortable(overWire(toPortable(lookalike)))).toEqual(lookalike)
})
