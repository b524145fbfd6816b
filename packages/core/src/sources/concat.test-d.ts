import { expectTypeOf, test } from 'vitest'
import {
  concat,
  fromBatches,
  fromPull,
  pipe,
  range,
  toArray,
  type Flow,
  type Seq,
} from '../index.ts'

declare const flow: Flow<string>
declare const readonlyNumbers: readonly number[]
declare const manyArrays: number[][]
declare const either: Iterable<string> | AsyncIterable<string>

test('`concat` of synchronous sources is a Seq of all their items', () => {
  expectTypeOf(concat([1], new Set(['a']), readonlyNumbers)).toEqualTypeOf<Seq<string | number>>()
  expectTypeOf(concat()).toEqualTypeOf<Seq<never>>()
  expectTypeOf(concat(...manyArrays)).toEqualTypeOf<Seq<number>>()
})

test('`concat` with an asynchronous source is a Flow', () => {
  expectTypeOf(concat([1], flow)).toEqualTypeOf<Flow<string | number>>()
  expectTypeOf(pipe(concat(['a'], flow), toArray())).toEqualTypeOf<Promise<string[]>>()
})

test('`concat` with a source of either kind is one or the other', () => {
  expectTypeOf(concat([1], either)).toEqualTypeOf<Seq<string | number> | Flow<string | number>>()
  expectTypeOf(concat(flow, either)).toEqualTypeOf<Flow<string>>()
})

test('`concat` of what is not iterable is an error', () => {
  // @ts-expect-error a number is not iterable
  concat([1], 2)
})

test('`fromBatches` has the items of its batches', () => {
  const flowOfStrings = fromBatches(async function* ({ signal }) {
    expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
    yield ['a']
  })
  expectTypeOf(flowOfStrings).toEqualTypeOf<Flow<string>>()
  expectTypeOf(fromBatches(() => [Uint8Array.of(1)])).toEqualTypeOf<Flow<number>>()
  // @ts-expect-error a number is no batch
  fromBatches(() => [1])
})

test('`fromPull` has the items that its pull answers with', () => {
  expectTypeOf(fromPull(() => () => 'a')).toEqualTypeOf<Flow<string>>()
})

test('`range` requires where to begin and where to stop', () => {
  expectTypeOf(range(0, 3)).toEqualTypeOf<Seq<number>>()
  // @ts-expect-error the end is required
  range(3)
  // @ts-expect-error a number is required
  range(0, '3')
})
