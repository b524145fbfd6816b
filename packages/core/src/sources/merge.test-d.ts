import { expectTypeOf, test } from 'vitest'
import { merge, mergeSorted, pipe, toArray, type Flow, type Seq } from '../index.ts'

interface Entry {
  readonly time: number
}
declare const flow: Flow<string>
declare const readonlyNumbers: readonly number[]
declare const entries: readonly Entry[]
declare const laterEntries: Flow<Entry>
declare const manyArrays: number[][]

test('`merge` is a Flow of the items of all sources', () => {
  expectTypeOf(merge(readonlyNumbers, flow)).toEqualTypeOf<Flow<number | string>>()
  expectTypeOf(merge([1], [2])).toEqualTypeOf<Flow<number>>()
  expectTypeOf(merge(...manyArrays)).toEqualTypeOf<Flow<number>>()
  expectTypeOf(merge()).toEqualTypeOf<Flow<never>>()
  expectTypeOf(pipe(merge([1], flow), toArray())).toEqualTypeOf<Promise<(number | string)[]>>()
  // @ts-expect-error a number is not iterable
  merge([1], 2)
})

test('`mergeSorted` is of the kind of its sources', () => {
  expectTypeOf(mergeSorted([readonlyNumbers, [1]])).toEqualTypeOf<Seq<number>>()
  expectTypeOf(mergeSorted(manyArrays)).toEqualTypeOf<Seq<number>>()
  expectTypeOf(mergeSorted([['a'], flow])).toEqualTypeOf<Flow<string>>()
})

test('`mergeSorted` infers the item of `by`', () => {
  const merged = mergeSorted([entries, laterEntries], { by: (entry) => entry.time })
  expectTypeOf(merged).toEqualTypeOf<Flow<Entry>>()
  expectTypeOf(mergeSorted([[1]], { by: (n) => -n })).toEqualTypeOf<Seq<number>>()
})

test('`mergeSorted` wants to know what objects are sorted by', () => {
  // @ts-expect-error objects have no order of their own
  mergeSorted([entries])
  // @ts-expect-error objects have no order of their own
  mergeSorted([entries], { by: (entry) => entry })
})
