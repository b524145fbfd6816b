import { expectTypeOf, test } from 'vitest'
import type { Flow } from '../kernel/flow.ts'
import type { Seq } from '../kernel/seq.ts'
import { replay } from './replay.ts'

declare const flow: Flow<number>

test('what is remembered has the kind of its source', () => {
  expectTypeOf(replay(new Set(['a']).values())).toEqualTypeOf<Seq<string>>()
  expectTypeOf(replay(flow, { limit: 9 })).toEqualTypeOf<Flow<number>>()
})

test('it has no policy', () => {
  // @ts-expect-error: to forget would not be to replay
  replay(flow, { policy: 'drop-oldest' })
})
