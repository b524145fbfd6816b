import { concat, pipe, toArray } from '@rivulet/core'
import { expect, test } from 'vitest'
import { endOnError } from './endOnError.ts'

function* failing(error: unknown): Generator<number> {
  yield 1
  throw error
}

test('`endOnError` delivers what came before the error, tells it once and ends', () => {
  const told: unknown[] = []
  const error = new Error('broken')
  const source = pipe(
    failing(error),
    endOnError((reason) => told.push(reason)),
  )
  expect(pipe(concat(source, [2]), toArray())).toEqual([1, 2])
  expect(told).toEqual([error])
})
