import { expectTypeOf, test } from 'vitest'
import { map, pairwise, pipe, windows, type Flow, type Seq } from '../index.ts'

declare const flow: Flow<string>
declare const size: number
declare const undersized: 'only-full' | 'allow-partial'

test('a size that is known gives tuples', () => {
  expectTypeOf(pipe(flow, windows(2))).toEqualTypeOf<Flow<[string, string]>>()
  expectTypeOf(pipe([1], windows(3, 'only-full'))).toEqualTypeOf<Seq<[number, number, number]>>()
  expectTypeOf(
    pipe(
      ['a'],
      windows(3),
      map(([first, , third]) => first + third),
    ),
  ).toEqualTypeOf<Seq<string>>()
  expectTypeOf(pipe([1], windows(99))).not.toEqualTypeOf<Seq<number[]>>()
})

test('a size that is not known, or is large, gives arrays', () => {
  expectTypeOf(pipe([1], windows(size))).toEqualTypeOf<Seq<number[]>>()
  expectTypeOf(pipe([1], windows(100_000))).toEqualTypeOf<Seq<number[]>>()
})

test('windows that may be partial are arrays', () => {
  expectTypeOf(pipe(flow, windows(2, 'allow-partial'))).toEqualTypeOf<Flow<string[]>>()
  expectTypeOf(pipe([1], windows(2, undersized))).toEqualTypeOf<Seq<number[]>>()
})

test('`windows` requires its size', () => {
  // @ts-expect-error the size is required
  windows()
})

test('`pairwise` gives pairs', () => {
  expectTypeOf(pipe(flow, pairwise())).toEqualTypeOf<Flow<[before: string, item: string]>>()
})
