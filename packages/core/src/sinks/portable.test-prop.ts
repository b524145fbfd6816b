import fc from 'fast-check'
import { expect, test } from 'vitest'
import { overWire } from '../testSupport.ts'
import { fromPortable, toPortable } from './portable.ts'

const special = fc.constantFrom<unknown>(
  Number.NaN,
  Infinity,
  -Infinity,
  -0,
  undefined,
  null,
  10n ** 30n,
  -1n,
  new Date(0),
  new Date(Number.NaN),
)

test('any value comes out as it went in', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), special), (value) => {
      expect(fromPortable(toPortable(value))).toBe(value)
    }),
  )
})

test('a primitive, a date and anything that is JSON come through JSON', () => {
  const value = fc.oneof(fc.jsonValue(), special, fc.double(), fc.bigInt(), fc.date())
  fc.assert(
    fc.property(value, (item) => {
      // JSON has no -0 inside an object, and fast-check may make one.
      const expected = typeof item === 'object' && item !== null ? toEqualInJson(item) : item
      expect(fromPortable(overWire(toPortable(item)))).toStrictEqual(expected)
    }),
  )
})

function toEqualInJson(item: object): unknown {
  return item instanceof Date ? item : JSON.parse(JSON.stringify(item))
}
