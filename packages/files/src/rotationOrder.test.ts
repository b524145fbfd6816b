import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareRotations, rotationOf } from './rotationOrder.ts'

/** Each list is in the right order. */
const ORDERED = [
  ['access.log.10.gz', 'access.log.2.gz', 'access.log.1', 'access.log'],
  ['access.log.2', 'access.log.1', 'access.log.0', 'access.log'],
  ['access.log-20251231.gz', 'access.log-20260101.gz', 'access.log-20260102', 'access.log'],
  ['app-2025-12-31.log.gz', 'app-2026-01-01.log', 'app.log'],
  ['app-2026-01-01.log', 'app-2026-01-01-1.log', 'app-2026-01-01-2.log', 'app-2026-01-02.log'],
  ['app-2026-01-01-9.log', 'app-2026-01-01-10.log', 'app-2026-01-01-11.log'],
  ['app.log.2026-01-01', 'app.log.2026-01-01.1', 'app.log.2026-01-01.2', 'app.log'],
  ['app-2026-01-01.log', 'app-2026-01-01.log.1', 'app-2026-01-01.log.2'],
  ['app.log-2026010109', 'app.log-2026010110', 'app.log-2026010110.1', 'app.log'],
  ['app.2026-01-01T09-30-00.log', 'app.2026-01-01T10-00-00.log'],
  ['app-2025-12.log', 'app-2026-01.log', 'app.log'],
  ['app.log-1767225600.gz', 'app.log-1767312000', 'app.log'],
  ['app.log-20260101-1767225600', 'app.log-20260101-1767229200', 'app.log-20260102-1767312000'],
  ['logs/2026-01-01/app.log.1', 'logs/2026-01-01/app.log', 'logs/2026-01-02/app.log'],
  ['access.log.1', 'access.log', 'error.log.1', 'error.log'],
  ['web2.log.1', 'web2.log', 'web10.log.1', 'web10.log'],
]

describe('the order of rotation', () => {
  test.each(ORDERED)('puts the oldest first: %s, %s …', (...names) => {
    expect(names.toReversed().toSorted(compareRotations)).toEqual(names)
  })

  test('is the same from whatever order', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...ORDERED)
          .chain((names) =>
            fc.tuple(fc.constant(names), fc.shuffledSubarray([...names], { minLength: 2 })),
          ),
        ([names, some]) => {
          const inOrder = names.filter((name) => some.includes(name))
          expect(some.toSorted(compareRotations)).toEqual(inOrder)
        },
      ),
    )
  })

  test('tells any two names apart', () => {
    const name = fc.stringMatching(/^[ab]{0,2}([-._](20260[1-3]0[1-3]|[0-9]{1,3}))?(\.gz)?$/)
    fc.assert(
      fc.property(name, name, (left, right) => {
        const order = Math.sign(compareRotations(left, right))
        expect(order).toBe(0 - Math.sign(compareRotations(right, left)))
        expect(order === 0).toBe(left === right)
      }),
    )
  })
})

test.each([
  ['access.log', 'access.log', '', undefined],
  ['access.log.7.zst', 'access.log', '', 7],
  ['access.log-20260131.1.gz', 'access.log', '20260131', 1],
  ['app-2026-01-31.log', 'app.log', '20260131', undefined],
  ['app.log.2026', 'app.log', '', 2026], // no month: a number
  ['app.log-20261399', 'app.log-20261399', '', undefined], // no date
  ['app-20260131x.log', 'app-20260131x.log', '', undefined],
  ['logs-2026-01-31/app.log', 'logs-2026-01-31/app.log', '', undefined],
])('%s is of %s, date %j, number %j', (path, stem, date, number) => {
  expect(rotationOf(path)).toMatchObject({ stem, date, number })
})

test('a name tells whether the file is compressed', () => {
  expect(rotationOf('a.log.1.gz').isCompressed).toBe(true)
  expect(rotationOf('a.log.1').isCompressed).toBe(false)
})
