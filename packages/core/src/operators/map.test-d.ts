import { expectTypeOf, test } from 'vitest'
import { map, pipe, type Flow, type Many, type Operator, type Seq } from '../index.ts'

declare const flow: Flow<string>

test('the item and the index are inferred, and the result is that of the callback', () => {
  const mapped = pipe(
    ['a'],
    map((item, index) => {
      expectTypeOf(item).toEqualTypeOf<string>()
      expectTypeOf(index).toEqualTypeOf<number>()
      return { item, index }
    }),
  )
  expectTypeOf(mapped).toEqualTypeOf<Seq<{ item: string; index: number }>>()
  expectTypeOf(
    pipe(
      flow,
      map((text) => text.length),
    ),
  ).toEqualTypeOf<Flow<number>>()
})

test('alone it is an operator from one type to another', () => {
  expectTypeOf(map((x: number) => String(x))).toEqualTypeOf<Operator<number, Many<string>>>()
})

test('a callback that returns nothing gives undefined items, and never gives never', () => {
  expectTypeOf(
    pipe(
      ['a'],
      map(() => {}),
    ),
  ).toEqualTypeOf<Seq<void>>()
  expectTypeOf(
    pipe(
      ['a'],
      map((): undefined => undefined),
    ),
  ).toEqualTypeOf<Seq<undefined>>()
})

test('an async callback is an error that names mapAsync', () => {
  const made = map(async (x: number) => x)
  // @ts-expect-error use mapAsync
  pipe([1], made)
  pipe(
    flow,
    // @ts-expect-error use mapAsync
    map(async (text) => text.length),
  )
  pipe(
    ['a'],
    // @ts-expect-error use mapAsync
    map(async (text) => text.length),
  )
  pipe(
    ['a'],
    // @ts-expect-error use mapAsync
    map((text) => Promise.resolve(text)),
  )
})

test('a missing callback is an error', () => {
  // @ts-expect-error the callback is required
  map()
})

test('the items may be of a type that is not known yet', () => {
  function boxed<T>(items: Iterable<T>): Seq<{ item: T }> {
    return pipe(
      items,
      map((item) => ({ item })),
    )
  }
  function same<T>(items: Iterable<T>): Seq<T> {
    return pipe(
      items,
      map((item) => item),
    )
  }
  expectTypeOf(boxed([1])).toEqualTypeOf<Seq<{ item: number }>>()
  expectTypeOf(same([1])).toEqualTypeOf<Seq<number>>()
})
