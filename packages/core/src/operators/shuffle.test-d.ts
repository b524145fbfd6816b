import { expectTypeOf, test } from 'vitest'
import { pipe, shuffle, type Flow } from '../index.ts'

declare const flow: Flow<string>

test('`shuffle` keeps the type of the items, and requires a buffer', () => {
  expectTypeOf(pipe(flow, shuffle({ buffer: 2, seed: 1 }))).toEqualTypeOf<Flow<string>>()
  // @ts-expect-error the buffer is required
  shuffle({ seed: 1 })
  // @ts-expect-error its promise would be no number
  shuffle({ buffer: 2, random: async () => 0.5 })
})
