import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping } from '../testSupport.ts'
import { includes } from './includes.ts'

const values = [0, -0, Number.NaN, '0', '', 'NaN', undefined, null, false, 1n, Symbol.iterator, {}]

test.each(values)('says of %o what arrays say', async (value) => {
  for (const item of values) {
    expect(pipe([item], includes(value))).toBe([item].includes(value))
    expect(await pipe(dripping([item]), includes(value))).toBe([item].includes(value))
  }
})

test('of no items is false, also for `undefined`', () => {
  expect(pipe([], includes(undefined))).toBe(false)
})
