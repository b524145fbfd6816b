import { expectTypeOf, test } from 'vitest'
import { every, pipe, type Flow, type Sink } from '../index.ts'

declare const flow: Flow<string>

test('the item and the index are inferred, and the result is a boolean', () => {
  const result = pipe(
    flow,
    every((item, index) => {
      expectTypeOf(item).toEqualTypeOf<string>()
      expectTypeOf(index).toEqualTypeOf<number>()
      return item.length
    }),
  )
  expectTypeOf(result).toEqualTypeOf<Promise<boolean>>()
  expectTypeOf(every((n: number) => n > 1)).toEqualTypeOf<Sink<number, boolean>>()
})

test('an async callback is an error: its promise would always be true', () => {
  pipe(
    ['a'],
    // @ts-expect-error use mapAsync, then every
    every(async (item) => item === 'a'),
  )
  const made = every(async (item: string) => item === 'a')
  // @ts-expect-error use mapAsync, then every
  pipe(['a'], made)
})
