import { expectTypeOf, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import type { Flow } from '../kernel/flow.ts'
import type { Seq } from '../kernel/seq.ts'
import { map } from '../operators/map.ts'
import { captureReturn, type CapturedFlow, type CapturedSeq } from './captureReturn.ts'

declare const generator: Generator<string, { lines: number }>
declare const asyncGenerator: AsyncGenerator<string, number, never>

test('items and return value are inferred', () => {
  const captured = captureReturn(generator)
  expectTypeOf(captured).toEqualTypeOf<CapturedSeq<string, { lines: number }>>()
  expectTypeOf(captured.returned).toEqualTypeOf<{ lines: number }>()
  const later = captureReturn(asyncGenerator)
  expectTypeOf(later).toEqualTypeOf<CapturedFlow<string, number>>()
  expectTypeOf(later.returned).toEqualTypeOf<number>()
})

test('what is captured is a source', () => {
  expectTypeOf(pipe(captureReturn(generator))).toEqualTypeOf<Seq<string>>()
  const lengths = pipe(
    captureReturn(asyncGenerator),
    map((letter) => letter.length),
  )
  expectTypeOf(lengths).toEqualTypeOf<Flow<number>>()
})
