import { expectTypeOf, test } from 'vitest'
import { filterAsync, pipe, toArray, type Flow, type Many, type Operator } from '../index.ts'

declare const flow: Flow<string>

test('the items keep their type, and the pipeline becomes asynchronous', () => {
  const kept = pipe(
    [1, 2] as const,
    filterAsync(async (n, index, { signal }) => {
      expectTypeOf(n).toEqualTypeOf<1 | 2>()
      expectTypeOf(index).toEqualTypeOf<number>()
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
      return n === 1
    }),
  )
  expectTypeOf(kept).toEqualTypeOf<Flow<1 | 2>>()
  expectTypeOf(
    pipe(
      flow,
      filterAsync(async (text) => text.length),
      toArray(),
    ),
  ).toEqualTypeOf<Promise<string[]>>()
})

test('alone it is an operator of the kind that waits', () => {
  expectTypeOf(filterAsync(async (n: number) => n > 1)).toEqualTypeOf<
    Operator<number, Many<number>, 'async'>
  >()
})

test('options of the wrong shape are errors', () => {
  filterAsync(async () => true, { concurrency: 2, ordered: false, signal: undefined })
  // @ts-expect-error there is no such option
  filterAsync(async () => true, { concurency: 2 })
})
