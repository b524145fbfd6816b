import { expectTypeOf, test } from 'vitest'
import { chunksWithin, pipe, type Flow, type Many, type Operator } from '../index.ts'

const options = { size: 2, ms: 10 }

test('the items become arrays of them, and the pipeline asynchronous', () => {
  expectTypeOf(pipe(['a', 'b'] as const, chunksWithin(options))).toEqualTypeOf<
    Flow<('a' | 'b')[]>
  >()
})

test('alone it is an operator of the kind that waits', () => {
  expectTypeOf(chunksWithin<number>(options)).toEqualTypeOf<
    Operator<number, Many<number[]>, 'async'>
  >()
})

test('a bad option is an error', () => {
  // @ts-expect-error both are required
  chunksWithin({ size: 1 })
  // @ts-expect-error a number is required
  chunksWithin({ size: '1', ms: 10 })
  // @ts-expect-error there is no such option
  chunksWithin({ ...options, milliseconds: 10 })
})
