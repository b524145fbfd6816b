import { expectTypeOf, test } from 'vitest'
import { combinations, permutations, product, type Flow, type Seq } from '../index.ts'

declare const flow: Flow<string>
declare const readonlyNumbers: readonly number[]
declare const many: number[][]

test('`product` gives tuples', () => {
  expectTypeOf(product(readonlyNumbers, 'ab')).toEqualTypeOf<Seq<[number, string]>>()
  expectTypeOf(product()).toEqualTypeOf<Seq<[]>>()
  expectTypeOf(product(...many)).toEqualTypeOf<Seq<number[]>>()
})

test('`permutations` and `combinations` give arrays', () => {
  expectTypeOf(permutations(readonlyNumbers)).toEqualTypeOf<Seq<number[]>>()
  expectTypeOf(permutations('ab', 2)).toEqualTypeOf<Seq<string[]>>()
  expectTypeOf(combinations(new Set([true]), 1)).toEqualTypeOf<Seq<boolean[]>>()
})

test('they want everything at once', () => {
  // @ts-expect-error an asynchronous source cannot be collected at once
  product(flow)
  // @ts-expect-error an asynchronous source cannot be collected at once
  permutations(flow)
  // @ts-expect-error the length is required
  combinations('ab')
})
