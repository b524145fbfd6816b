import { expectTypeOf, test } from 'vitest'
import {
  chunkBy,
  countBy,
  dedupe,
  distinct,
  dropWhile,
  every,
  filter,
  find,
  flatMap,
  forEach,
  groupBy,
  iterate,
  map,
  max,
  partition,
  pipe,
  progress,
  some,
  sum,
  take,
  takeWhile,
  tap,
  toArray,
  toMap,
  topK,
  unfold,
  type Flow,
  type Many,
  type Operator,
  type Seq,
} from '../index.ts'

declare const numbers: readonly number[]
declare const flow: Flow<number>
declare const promise: Promise<number>
declare function unknownThing(): unknown

const parsed = () => JSON.parse('1')
const sometimes = (n: number): number | Promise<number> => (n > 1 ? promise : n)

test('a callback that gives a promise at times is refused by every stage', () => {
  // @ts-expect-error use mapAsync
  pipe(numbers, map(sometimes))
  // @ts-expect-error use filterAsync
  pipe(numbers, filter(sometimes))
  // @ts-expect-error use mapAsync, and return the item
  pipe(numbers, tap(sometimes))
  // @ts-expect-error use mapAsync, then takeWhile
  pipe(numbers, takeWhile(sometimes))
  // @ts-expect-error use mapAsync, then dropWhile
  pipe(numbers, dropWhile(sometimes))
  // @ts-expect-error use mapAsync, then distinct
  pipe(numbers, distinct(sometimes))
  // @ts-expect-error use mapAsync, then distinct
  pipe(numbers, distinct(sometimes, { limit: 1 }))
  // @ts-expect-error use mapAsync, then dedupe
  pipe(numbers, dedupe(sometimes))
  // @ts-expect-error use mapAsync, then chunkBy
  pipe(numbers, chunkBy(sometimes))
  // @ts-expect-error nobody waits for what onProgress returns
  pipe(numbers, progress({ onProgress: ({ count }) => sometimes(count) }))
  const lists = (n: number): number[] | Promise<number[]> => (n > 1 ? Promise.resolve([n]) : [n])
  // @ts-expect-error use flatMapAsync
  pipe(numbers, flatMap(lists))
})

test('and by every sink', () => {
  // @ts-expect-error use mapAsync, then countBy
  pipe(numbers, countBy(sometimes))
  // @ts-expect-error use mapAsync, then groupBy
  pipe(numbers, groupBy(sometimes))
  // @ts-expect-error use mapAsync, then toMap
  pipe(numbers, toMap(sometimes))
  // @ts-expect-error use mapAsync, then toMap
  pipe(numbers, toMap(sometimes, String))
  // @ts-expect-error use mapAsync, then toMap
  pipe(numbers, toMap(String, sometimes))
  // @ts-expect-error use mapAsync, then partition
  pipe(numbers, partition(sometimes))
  // @ts-expect-error use filterAsync, then first
  pipe(numbers, find(sometimes))
  // @ts-expect-error use mapAsync, then some
  pipe(numbers, some(sometimes))
  // @ts-expect-error use mapAsync, then every
  pipe(numbers, every(sometimes))
  // @ts-expect-error use forEachAsync
  pipe(numbers, forEach(sometimes))
})

test('one that compares has to give what can be compared', () => {
  // @ts-expect-error a promise is not Ordered
  pipe(numbers, max({ by: sometimes }))
  // @ts-expect-error a promise is not Ordered
  pipe(numbers, topK(2, { by: sometimes }))
  // @ts-expect-error a promise is no number
  pipe(numbers, sum({ by: sometimes }))
})

test('the sources that call back give nothing that can be iterated', () => {
  // @ts-expect-error use generate with an async generator function
  pipe(iterate(1, sometimes), take(2))
  // @ts-expect-error use generate with an async generator function
  pipe(unfold(1, (n) => (n > 1 ? Promise.resolve(undefined) : ([n, n] as const)), take(2)))
})

test('the promise may stand in the body of a callback, in any place and beside anything', () => {
  pipe(
    numbers,
    // @ts-expect-error use mapAsync
    map((n) => (n > 1 ? promise : { n })),
  )
  pipe(
    numbers,
    // @ts-expect-error use mapAsync
    map((n) => (n > 1 ? promise : undefined)),
    toArray(),
  )
  pipe(
    flow,
    // @ts-expect-error use mapAsync
    map((n) => {
      if (n > 1) return promise
      return undefined
    }),
  )
  pipe(
    flow,
    // @ts-expect-error use filterAsync
    filter((n) => n > 1 && promise),
  )
})

test('what is surely no promise is inferred as if nothing were asked of it', () => {
  const mapped = <B>(callback: (n: number) => B): Seq<B> => pipe(numbers, map(callback))
  expectTypeOf(
    pipe(
      numbers,
      map(() => 'a'),
    ),
  ).toEqualTypeOf(mapped(() => 'a'))
  expectTypeOf(map((n: number) => n > 1)).toEqualTypeOf<Operator<number, Many<boolean>>>()
  expectTypeOf(map(() => 'a')).toEqualTypeOf<Operator<unknown, Many<string>>>()
  expectTypeOf(map(() => 1n)).toEqualTypeOf<Operator<unknown, Many<bigint>>>()
  expectTypeOf(map(() => null)).toEqualTypeOf<Operator<unknown, Many<null>>>()
  expectTypeOf(map(() => {})).toEqualTypeOf<Operator<unknown, Many<void>>>()
  expectTypeOf(
    pipe(
      numbers,
      map((n) => [n, 'a']),
    ),
  ).toEqualTypeOf<Seq<(string | number)[]>>()
  expectTypeOf(
    pipe(
      numbers,
      map((n) => ({ n, kind: 'x' })),
    ),
  ).toEqualTypeOf<Seq<{ n: number; kind: string }>>()
  expectTypeOf(
    pipe(
      numbers,
      map((n) => new Map([[n, 'a']])),
    ),
  ).toEqualTypeOf<Seq<Map<number, string>>>()
  expectTypeOf(
    pipe(
      numbers,
      map((n) => () => n),
    ),
  ).toEqualTypeOf<Seq<() => number>>()
  expectTypeOf(
    pipe(
      numbers,
      map((n) => n as 1 | 2),
    ),
  ).toEqualTypeOf<Seq<1 | 2>>()
  expectTypeOf(pipe(numbers, map(Number.isInteger))).toEqualTypeOf<Seq<boolean>>()
  expectTypeOf(
    pipe(
      numbers,
      countBy(() => 'a'),
    ),
  ).toEqualTypeOf<Map<string, number>>()
})

test('what nothing is known of is taken', () => {
  expectTypeOf(pipe(numbers, map(parsed), toArray())[0]).toBeAny()
  expectTypeOf(pipe(numbers, map(unknownThing))).toEqualTypeOf<Seq<unknown>>()
  expectTypeOf(pipe(numbers, filter(parsed))).toEqualTypeOf<Seq<number>>()
  expectTypeOf(pipe(numbers, filter(unknownThing))).toEqualTypeOf<Seq<number>>()
  expectTypeOf(
    pipe(
      numbers,
      map((): never => {
        throw new Error('never')
      }),
    ),
  ).toEqualTypeOf<Seq<never>>()
})

test('inside a generic function, a type parameter is an item like any other', () => {
  function property<T, K extends keyof T>(items: Iterable<T>, key: K): Seq<T[K]> {
    return pipe(
      items,
      filter((item) => item[key]),
      map((item) => item[key]),
    )
  }
  function results<T, R>(items: Iterable<T>, callback: (item: T) => R): Seq<R> {
    return pipe(items, map(callback))
  }
  function groups<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
    return pipe(items, groupBy(keyOf))
  }
  expectTypeOf(property([{ a: 1 }], 'a')).toEqualTypeOf<Seq<number>>()
  expectTypeOf(results([1], String)).toEqualTypeOf<Seq<string>>()
  expectTypeOf(groups([1], String)).toEqualTypeOf<Map<string, number[]>>()
})

test('type arguments may be written out', () => {
  expectTypeOf(map<number, string>(String)).toEqualTypeOf<Operator<number, Many<string>>>()
  expectTypeOf(filter<number>((n) => n > 1)).toEqualTypeOf<Operator<number, Many<number>>>()
})
