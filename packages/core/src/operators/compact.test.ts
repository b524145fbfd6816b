import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping } from '../testSupport.ts'
import { compact } from './compact.ts'

const falsy = [false, 0, -0, 0n, '', Number.NaN, null, undefined]

test('leaves out every falsy item', async () => {
  expect(pipe(falsy, compact(), toArray())).toEqual([])
  expect(await pipe(dripping(falsy), compact(), toArray())).toEqual([])
})

test('keeps everything else, also what is empty', () => {
  const truthy = [true, 1, 'a', ' ', '0', [], {}, new Map(), Object(false)]
  expect(pipe(truthy, compact(), toArray())).toEqual(truthy)
})
