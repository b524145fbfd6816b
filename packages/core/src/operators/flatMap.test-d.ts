import { expectTypeOf, test } from 'vitest'
import { flatMap, pipe, type Flow, type Seq } from '../index.ts'

declare const flow: Flow<string>

test('the items are those of the inner source', () => {
  expectTypeOf(
    pipe(
      ['a b'],
      flatMap((line) => line.split(' ')),
    ),
  ).toEqualTypeOf<Seq<string>>()
  expectTypeOf(
    pipe(
      [1],
      flatMap((n) => new Map([[n, 'x']])),
    ),
  ).toEqualTypeOf<Seq<[number, string]>>()
  expectTypeOf(
    pipe(
      flow,
      flatMap((text, index) => [index, text]),
    ),
  ).toEqualTypeOf<Flow<string | number>>()
})

test('the inner source may be readonly, or one of several', () => {
  expectTypeOf(
    pipe(
      [1],
      flatMap((n): readonly number[] => [n]),
    ),
  ).toEqualTypeOf<Seq<number>>()
  expectTypeOf(
    pipe(
      [1],
      flatMap((n) => (n > 1 ? [n] : new Set(['x']))),
    ),
  ).toEqualTypeOf<Seq<number | string>>()
})

test('an asynchronous inner source goes with an asynchronous pipeline', () => {
  expectTypeOf(
    pipe(
      flow,
      flatMap(() => flow),
    ),
  ).toEqualTypeOf<Flow<string>>()
})

test('a promise of a source is an error, and so is what is not iterable', () => {
  pipe(
    [1],
    // @ts-expect-error use flatMapAsync
    flatMap(async (n) => [n]),
  )
  pipe(
    [1],
    // @ts-expect-error a number is not iterable
    flatMap((n) => n),
  )
  // @ts-expect-error the callback is required
  flatMap()
})
