import { expectTypeOf, test } from 'vitest'
import { interleave, pipe, toArray, type Flow, type Seq } from '../index.ts'

declare const flow: Flow<string>
declare const numbers: readonly number[]

test('the items are those of all the sources', () => {
  expectTypeOf(pipe(['a'], interleave(numbers, new Set([true])))).toEqualTypeOf<
    Seq<string | number | boolean>
  >()
  expectTypeOf(pipe(flow, interleave(numbers))).toEqualTypeOf<Flow<string | number>>()
  expectTypeOf(pipe(['a'], interleave())).toEqualTypeOf<Seq<string>>()
})

test('an asynchronous source makes the pipeline a flow', () => {
  expectTypeOf(pipe([1], interleave([2], flow))).toEqualTypeOf<Flow<number | string>>()
  expectTypeOf(pipe([1], interleave(flow), toArray())).toEqualTypeOf<Promise<(number | string)[]>>()
})

test('what is not iterable is an error', () => {
  // @ts-expect-error a number is not iterable
  interleave(1)
})
