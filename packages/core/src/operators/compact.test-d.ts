import { expectTypeOf, test } from 'vitest'
import { compact, pipe, type Flow, type Seq } from '../index.ts'

declare const flow: Flow<string | undefined | null>
declare const mixed: readonly (0 | 1 | '' | 'a' | boolean | 0n | null | { readonly id: number })[]

test('what is falsy is no longer among the items', () => {
  expectTypeOf(pipe(flow, compact())).toEqualTypeOf<Flow<string>>()
  expectTypeOf(pipe(mixed, compact())).toEqualTypeOf<
    Seq<1 | 'a' | true | { readonly id: number }>
  >()
})

test('what may be truthy stays', () => {
  expectTypeOf(pipe([1], compact())).toEqualTypeOf<Seq<number>>()
  expectTypeOf(pipe([] as unknown[], compact())).toEqualTypeOf<Seq<unknown>>()
})
