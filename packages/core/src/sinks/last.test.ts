import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping } from '../testSupport.ts'
import { last } from './last.ts'

test('of a source without items is `undefined`', async () => {
  expect(pipe([], last())).toBeUndefined()
  expect(await pipe(dripping([]), last())).toBeUndefined()
})

test('gives the last item, whatever it is', async () => {
  expect(pipe(['a', 'b'], last())).toBe('b')
  expect(pipe(['a', null], last())).toBeNull()
  expect(await pipe(dripping(['a', 'b']), last())).toBe('b')
})

test('each run begins anew', () => {
  const sink = last<string>()
  expect([pipe(['a'], sink), pipe([], sink)]).toEqual(['a', undefined])
})
