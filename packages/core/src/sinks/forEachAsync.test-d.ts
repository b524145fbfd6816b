import { expectTypeOf, test } from 'vitest'
import { forEachAsync, pipe, type Sink } from '../index.ts'

test('every parameter is inferred, and the result is a promise of nothing', () => {
  const result = pipe(
    ['a'] as const,
    forEachAsync(async (item, index, { signal }) => {
      expectTypeOf(item).toEqualTypeOf<'a'>()
      expectTypeOf(index).toEqualTypeOf<number>()
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
    }),
  )
  expectTypeOf(result).toEqualTypeOf<Promise<void>>()
})

test('alone it is a sink of the kind that waits', () => {
  expectTypeOf(forEachAsync(async (n: number) => n)).toEqualTypeOf<Sink<number, void, 'async'>>()
})

test('options of the wrong shape are errors', () => {
  // @ts-expect-error a number is required
  forEachAsync(async () => {}, { concurrency: '2' })
})
