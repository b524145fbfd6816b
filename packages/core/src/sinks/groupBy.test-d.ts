import { expectTypeOf, test } from 'vitest'
import { groupBy, pipe, type AggregateSink, type Flow, type Groups } from '../index.ts'

declare const flow: Flow<string>

test('the key has the type that the callback returns', () => {
  const byLength = pipe(
    flow,
    groupBy((text) => {
      expectTypeOf(text).toEqualTypeOf<string>()
      return text.length
    }),
  )
  expectTypeOf(byLength).toEqualTypeOf<Promise<Map<number, string[]>>>()
})

test('alone it is an aggregate too', () => {
  expectTypeOf(groupBy((text: string) => text.length)).toEqualTypeOf<
    AggregateSink<string, Groups<number, string>, Map<number, string[]>>
  >()
})

test('an async callback is an error: every promise is a key of its own', () => {
  pipe(
    ['a'],
    // @ts-expect-error use mapAsync, then groupBy
    groupBy(async (text) => text.length),
  )
  // @ts-expect-error the callback is required
  groupBy()
})
