import { expectTypeOf, test } from 'vitest'
import { pipe, throttle, type Flow, type Many, type Operator } from '../index.ts'

const options = { limit: 1, intervalMs: 10 }

test('the items keep their type, and the pipeline becomes asynchronous', () => {
  expectTypeOf(pipe(['a', 'b'] as const, throttle(options))).toEqualTypeOf<Flow<'a' | 'b'>>()
})

test('alone it is an operator of the kind that waits', () => {
  expectTypeOf(throttle<number>(options)).toEqualTypeOf<Operator<number, Many<number>, 'async'>>()
})

test('a bad option is an error', () => {
  // @ts-expect-error both are required
  throttle({ limit: 1 })
  // @ts-expect-error a number is required
  throttle({ limit: 1, intervalMs: '10' })
  // @ts-expect-error there is no such option
  throttle({ ...options, interval: 10 })
})
