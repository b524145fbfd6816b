import { expectTypeOf, test } from 'vitest'
import { mapAsync, pipe, toArray, type Flow, type Many, type Operator } from '../index.ts'

declare const flow: Flow<string>

test('every parameter is inferred, and the result is what the promise resolves to', () => {
  const mapped = pipe(
    [1],
    mapAsync(async (n, index, { signal }) => {
      expectTypeOf(n).toEqualTypeOf<number>()
      expectTypeOf(index).toEqualTypeOf<number>()
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
      return String(n)
    }),
  )
  expectTypeOf(mapped).toEqualTypeOf<Flow<string>>()
  expectTypeOf(
    pipe(
      flow,
      mapAsync(async (text) => text.length),
      toArray(),
    ),
  ).toEqualTypeOf<Promise<number[]>>()
})

test('the callback may return without a promise', () => {
  expectTypeOf(
    pipe(
      [1],
      mapAsync((n) => n * 2),
    ),
  ).toEqualTypeOf<Flow<number>>()
})

test('it makes any pipeline asynchronous', () => {
  expectTypeOf(mapAsync(async (n: number) => n)).toEqualTypeOf<
    Operator<number, Many<number>, 'async'>
  >()
})

test('options of the wrong shape are errors', () => {
  const identity = async (n: number): Promise<number> => n
  mapAsync(identity, { concurrency: 2, ordered: false, signal: AbortSignal.abort() })
  mapAsync(identity, { signal: undefined })
  // @ts-expect-error a number is required
  mapAsync(identity, { concurrency: '2' })
  // @ts-expect-error there is no such option
  mapAsync(identity, { concurency: 2 })
  // @ts-expect-error the options are an object
  mapAsync(identity, 2)
})
