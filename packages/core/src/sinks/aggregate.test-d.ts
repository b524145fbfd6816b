import { expectTypeOf, test } from 'vitest'
import { aggregate, pipe, type AggregateSink, type Flow } from '../index.ts'

declare const flow: Flow<string>

test('its types come from the definition', () => {
  const longest = aggregate({
    init: () => 0,
    step: (state, word: string) => Math.max(state, word.length),
    merge: (left, right) => Math.max(left, right),
    finish: (state) => `${state}`,
  })
  expectTypeOf(longest).toEqualTypeOf<AggregateSink<string, number, string>>()
  expectTypeOf(pipe(['a'], longest)).toEqualTypeOf<string>()
  expectTypeOf(pipe(flow, longest)).toEqualTypeOf<Promise<string>>()
})

test('a part that is missing is an error', () => {
  // @ts-expect-error there is no merge
  aggregate({ init: () => 0, step: (state: number) => state, finish: (state: number) => state })
})
