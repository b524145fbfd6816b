import { expectTypeOf, test } from 'vitest'
import { flatMapAsync, pipe, type Flow, type Many, type Operator } from '../index.ts'

declare const flow: Flow<string>

test('the items are those of the source, promised or not', () => {
  expectTypeOf(
    pipe(
      [1],
      flatMapAsync((n, index, { signal }) => {
        expectTypeOf(n).toEqualTypeOf<number>()
        expectTypeOf(index).toEqualTypeOf<number>()
        expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
        return flow
      }),
    ),
  ).toEqualTypeOf<Flow<string>>()
  expectTypeOf(
    pipe(
      flow,
      flatMapAsync(async (text) => [text.length]),
    ),
  ).toEqualTypeOf<Flow<number>>()
  expectTypeOf(
    pipe(
      [1],
      flatMapAsync(async (): Promise<readonly [1, 'a']> => [1, 'a']),
    ),
  ).toEqualTypeOf<Flow<1 | 'a'>>()
})

test('a generator function is a callback', () => {
  const twice = async function* (n: number): AsyncGenerator<number> {
    yield n
    yield n
  }
  expectTypeOf(pipe([1], flatMapAsync(twice))).toEqualTypeOf<Flow<number>>()
  expectTypeOf(flatMapAsync(twice)).toEqualTypeOf<Operator<number, Many<number>, 'async'>>()
})

test('what is not iterable is an error', () => {
  pipe(
    [1],
    // @ts-expect-error a number is not iterable
    flatMapAsync(async (n) => n),
  )
  // @ts-expect-error there is no such option
  flatMapAsync(() => [1], { concurency: 2 })
})
