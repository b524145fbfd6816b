import { expectTypeOf, test } from 'vitest'
import { empty, pipe, repeat, toArray, type Seq } from '../index.ts'

test('`repeat` has the type of its value', () => {
  expectTypeOf(repeat('a')).toEqualTypeOf<Seq<string>>()
  expectTypeOf(pipe(repeat(1, 2), toArray())).toEqualTypeOf<number[]>()
  // @ts-expect-error a number is required
  repeat(1, '2')
})

test('`empty` has no items, or those that are named', () => {
  expectTypeOf(empty()).toEqualTypeOf<Seq<never>>()
  expectTypeOf(empty<string>()).toEqualTypeOf<Seq<string>>()
})
