import { expectTypeOf, test } from 'vitest'
import { max, min, pipe, topK, type AggregateSink, type Best, type Flow } from '../index.ts'

declare const flow: Flow<{ readonly path: string; readonly size: number }>

test('an item or nothing is given', () => {
  expectTypeOf(pipe([1, 2], min())).toEqualTypeOf<number | undefined>()
  expectTypeOf(pipe(['a', 'b'] as const, max())).toEqualTypeOf<'a' | 'b' | undefined>()
  expectTypeOf(min<Date>()).toEqualTypeOf<AggregateSink<Date, Best<Date>, Date | undefined>>()
})

test('the item of `by` is inferred', () => {
  const largest = pipe(
    flow,
    max({
      by: (entry) => {
        expectTypeOf(entry.path).toEqualTypeOf<string>()
        return entry.size
      },
    }),
  )
  expectTypeOf(largest).resolves.toEqualTypeOf<
    { readonly path: string; readonly size: number } | undefined
  >()
  const top = pipe(flow, topK(3, { by: (entry) => entry.path }))
  expectTypeOf(top).resolves.toEqualTypeOf<{ readonly path: string; readonly size: number }[]>()
})

test('items without an order need `by`', () => {
  // @ts-expect-error objects have no order
  pipe(flow, max())
  // @ts-expect-error objects have no order
  pipe(flow, topK(3))
  expectTypeOf(pipe([3n], topK(3))).toEqualTypeOf<bigint[]>()
})

test('an async callback is an error: a promise has no order', () => {
  // @ts-expect-error use mapAsync before it
  pipe(flow, min({ by: async (entry) => entry.size }))
  // @ts-expect-error use mapAsync before it
  pipe(flow, max({ by: async (entry) => entry.size }))
  // @ts-expect-error use mapAsync before it
  pipe(flow, topK(3, { by: async (entry) => entry.size }))
})
