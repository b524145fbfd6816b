import { expectTypeOf, test } from 'vitest'
import { pipe, retry, toArray, type Flow } from '../index.ts'

declare const rows: Flow<{ readonly id: number; readonly name: string }>

test('the items are those of the source, and the position is what `from` gives', () => {
  const all = retry((_after: number | undefined) => rows, {
    from: (row, index) => {
      expectTypeOf(row).toEqualTypeOf<{ readonly id: number; readonly name: string }>()
      expectTypeOf(index).toEqualTypeOf<number>()
      return row.id
    },
  })
  expectTypeOf(all).toEqualTypeOf<Flow<{ readonly id: number; readonly name: string }>>()
  expectTypeOf(pipe(all, toArray())).toEqualTypeOf<
    Promise<{ readonly id: number; readonly name: string }[]>
  >()
})

test('the source may be promised, and may be any iterable', () => {
  const promised = retry(
    async (_after: string | undefined, { signal }) => {
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
      return ['a', 'b'] as const
    },
    { from: (item) => item },
  )
  expectTypeOf(promised).toEqualTypeOf<Flow<'a' | 'b'>>()
})

test('a position of another type than `open` takes is an error', () => {
  // @ts-expect-error `open` takes a number
  retry((_after: number | undefined) => rows, { from: (row): string => row.name })
})

test('options of the wrong shape are errors', () => {
  const open = (_after: number | undefined): Flow<number> => pipe([1], (n) => n) as never
  // @ts-expect-error `from` is required
  retry(open, {})
  // @ts-expect-error a number is required
  retry(open, { from: (n) => n, attempts: '3' })
  // @ts-expect-error a backoff gives milliseconds
  retry(open, { from: (n) => n, backoff: () => 'soon' })
})
