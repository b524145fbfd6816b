import { expectTypeOf, test } from 'vitest'
import type { Flow } from '../kernel/flow.ts'
import type { Seq } from '../kernel/seq.ts'
import { share } from './share.ts'

declare const flow: Flow<number>
declare const either: number[] | Flow<number>

test('what is shared has the kind of its source', () => {
  expectTypeOf(share([1, 'a'])).toEqualTypeOf<Seq<string | number>>()
  expectTypeOf(share(flow)).toEqualTypeOf<Flow<number>>()
  expectTypeOf(share(either)).toEqualTypeOf<Seq<number> | Flow<number>>()
})

test('a synchronous consumer cannot wait', () => {
  share(flow, { limit: 3, policy: 'wait' })
  share([1], { policy: 'drop-newest' })
  // @ts-expect-error: a synchronous source
  share([1], { policy: 'wait' })
})
