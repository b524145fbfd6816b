import { expectTypeOf, test } from 'vitest'
import {
  count,
  countBy,
  pipe,
  toArray,
  type AggregateSink,
  type Counts,
  type Flow,
} from '../index.ts'

declare const flow: Flow<string>

test('the key has the type that the callback returns', () => {
  const byLength = pipe(
    flow,
    countBy((text) => {
      expectTypeOf(text).toEqualTypeOf<string>()
      return text.length
    }),
  )
  expectTypeOf(byLength).toEqualTypeOf<Promise<Map<number, number>>>()
  expectTypeOf(pipe(['a'], countBy(String))).toEqualTypeOf<Map<string, number>>()
})

test('alone it is an aggregate too', () => {
  const byLength = countBy((text: string) => text.length)
  expectTypeOf(byLength).toEqualTypeOf<AggregateSink<string, Counts<number>, Map<number, number>>>()
  expectTypeOf(byLength.merge).returns.toEqualTypeOf<Counts<number>>()
})

test('an async callback is an error: every promise is a key of its own', () => {
  pipe(
    ['a'],
    // @ts-expect-error the keys would be promises
    countBy(async (text) => text.length),
  )
  // @ts-expect-error the callback is required
  countBy()
})

test('`count` takes any item, and `toArray` keeps its type', () => {
  expectTypeOf(pipe(flow, count())).toEqualTypeOf<Promise<number>>()
  expectTypeOf(pipe(['a', 1], count())).toEqualTypeOf<number>()
  expectTypeOf(pipe(['a', 1] as const, toArray())).toEqualTypeOf<('a' | 1)[]>()
})
