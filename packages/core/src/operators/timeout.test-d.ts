import { expectTypeOf, test } from 'vitest'
import { pipe, timeout, type Flow, type Many, type Operator } from '../index.ts'

test('the items keep their type, and the pipeline becomes asynchronous', () => {
  expectTypeOf(pipe(['a', 'b'] as const, timeout(100))).toEqualTypeOf<Flow<'a' | 'b'>>()
})

test('alone it is an operator of the kind that waits', () => {
  expectTypeOf(timeout<number>(100)).toEqualTypeOf<Operator<number, Many<number>, 'async'>>()
})

test('a bad argument is an error', () => {
  // @ts-expect-error a number is required
  timeout('100')
  // @ts-expect-error the time is required
  timeout()
})
