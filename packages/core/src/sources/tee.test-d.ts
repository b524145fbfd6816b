import { expectTypeOf, test } from 'vitest'
import type { Flow } from '../kernel/flow.ts'
import { pipe } from '../kernel/pipe.ts'
import type { Seq } from '../kernel/seq.ts'
import { map } from '../operators/map.ts'
import { toArray } from '../sinks/toArray.ts'
import { tee } from './tee.ts'

declare const flow: Flow<number>
declare const either: number[] | Flow<number>
declare const some: number
declare const readonlyItems: readonly string[]

test('as many readers as were asked for, of the kind of the source', () => {
  expectTypeOf(tee([1], 2)).toEqualTypeOf<readonly [Seq<number>, Seq<number>]>()
  expectTypeOf(tee(flow, 3)).toEqualTypeOf<readonly [Flow<number>, Flow<number>, Flow<number>]>()
  expectTypeOf(tee(readonlyItems, 1)).toEqualTypeOf<readonly [Seq<string>]>()
  expectTypeOf(tee('ab', 1)).toEqualTypeOf<readonly [Seq<string>]>()
  expectTypeOf(tee(either, 1)).toEqualTypeOf<readonly [Seq<number> | Flow<number>]>()
})

test('an array if nobody knows how many', () => {
  expectTypeOf(tee([1], some)).toEqualTypeOf<Seq<number>[]>()
  expectTypeOf(tee([1], -1)).toEqualTypeOf<Seq<number>[]>()
  expectTypeOf(tee([1], 1.5)).toEqualTypeOf<Seq<number>[]>()
})

test('the readers are sources', () => {
  const [first, second] = tee(flow, 2)
  const texts = pipe(
    first,
    map((n) => n.toFixed(1)),
    toArray(),
  )
  expectTypeOf(texts).toEqualTypeOf<Promise<string[]>>()
  expectTypeOf(pipe(second, toArray())).toEqualTypeOf<Promise<number[]>>()
})

test('a synchronous reader cannot wait', () => {
  tee(flow, 2, { limit: 3, policy: 'wait' })
  tee([1], 2, { limit: 3, policy: 'drop-oldest' })
  // @ts-expect-error: a synchronous source
  tee([1], 2, { policy: 'wait' })
  // @ts-expect-error: not known to be asynchronous
  tee(either, 2, { policy: 'wait' })
  // @ts-expect-error: no such policy
  tee(flow, 2, { policy: 'grow' })
  // @ts-expect-error: not a source
  tee(7, 2)
  // @ts-expect-error: how many is no matter of taste
  tee([1])
})
