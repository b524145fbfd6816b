import { expectTypeOf, test } from 'vitest'
import { cycle, map, once, pipe, toArray, type Flow, type Seq } from '../index.ts'

declare const flow: Flow<string>
declare const readonlyNumbers: readonly number[]
declare const either: Iterable<string> | AsyncIterable<string>

test('`cycle` is of the kind of its source', () => {
  expectTypeOf(cycle(readonlyNumbers)).toEqualTypeOf<Seq<number>>()
  expectTypeOf(cycle('ab', 2)).toEqualTypeOf<Seq<string>>()
  expectTypeOf(cycle(flow)).toEqualTypeOf<Flow<string>>()
  expectTypeOf(cycle(either)).toEqualTypeOf<Seq<string> | Flow<string>>()
})

test('`once` is of the kind of its source', () => {
  expectTypeOf(once(readonlyNumbers)).toEqualTypeOf<Seq<number>>()
  expectTypeOf(once(flow)).toEqualTypeOf<Flow<string>>()
  expectTypeOf(once(either)).toEqualTypeOf<Seq<string> | Flow<string>>()
})

test('they go into a pipeline', () => {
  const lengths = map((text: string) => text.length)
  expectTypeOf(pipe(cycle(['a']), lengths, toArray())).toEqualTypeOf<number[]>()
  expectTypeOf(pipe(once(flow), lengths, toArray())).toEqualTypeOf<Promise<number[]>>()
})

test('what is not iterable is an error', () => {
  // @ts-expect-error a number is not iterable
  cycle(5)
  // @ts-expect-error a number is not iterable
  once(5)
})
