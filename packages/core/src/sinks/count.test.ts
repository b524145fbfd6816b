import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping, overWire } from '../testSupport.ts'
import { count } from './count.ts'

test('counts the items', async () => {
  expect(pipe(['a', undefined, null], count())).toBe(3)
  expect(await pipe(dripping(['a', 'b']), count())).toBe(2)
  expect(pipe([], count())).toBe(0)
})

test('counts of parts merge into the count of all, also after a round trip through JSON', () => {
  const { init, step, merge, finish } = count()
  const left = step(step(init(), 'a'), 'b')
  const right = step(init(), 'c')
  expect(finish(merge(overWire(left), overWire(right)))).toBe(3)
  expect(finish(merge(left, init()))).toBe(2)
})
