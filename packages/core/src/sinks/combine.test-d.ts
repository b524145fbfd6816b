import { expectTypeOf, test } from 'vitest'
import {
  combine,
  count,
  countBy,
  max,
  pipe,
  stats,
  sum,
  topK,
  type Aggregate,
  type Counts,
  type Flow,
  type Stats,
} from '../index.ts'

interface Entry {
  readonly path: string
  readonly size: number
}
declare const entries: Flow<Entry>

test('inside `pipe` the item is inferred for every aggregate, and the result has their names', () => {
  const summary = pipe(
    entries,
    combine({
      requests: count(),
      byPath: countBy((entry) => {
        expectTypeOf(entry).toEqualTypeOf<Entry>()
        return entry.path
      }),
      largest: max({ by: (entry) => entry.size }),
      top: topK(3, { by: (entry) => entry.size }),
      size: stats({ by: (entry) => entry.size }),
    }),
  )
  expectTypeOf(summary).toEqualTypeOf<
    Promise<{
      requests: number
      byPath: Map<string, number>
      largest: Entry | undefined
      top: Entry[]
      size: Stats
    }>
  >()
})

test('alone it takes what all of its aggregates take', () => {
  const summary = combine({ items: count(), total: sum() })
  expectTypeOf(summary).toExtend<
    Aggregate<number, { items: number }, { items: number; total: number }>
  >()
  expectTypeOf(pipe([1], summary)).toEqualTypeOf<{ items: number; total: number }>()
  // @ts-expect-error strings have no sum
  pipe(['a'], summary)
})

test('the state is the record of the states', () => {
  const summary = combine({ items: count(), lengths: countBy((text: string) => text.length) })
  expectTypeOf(summary.init()).toEqualTypeOf<{ items: number; lengths: Counts<number> }>()
})

test('it can be combined again', () => {
  const inner = combine({ total: sum() })
  const outer = pipe([1], combine({ inner, items: count() }))
  expectTypeOf(outer).toEqualTypeOf<{ inner: { total: number }; items: number }>()
})

test('an async callback, and what is no aggregate, are errors', () => {
  pipe(
    entries,
    // @ts-expect-error use mapAsync before it
    combine({ byPath: countBy(async (entry: Entry) => entry.path) }),
  )
  // @ts-expect-error a function is no aggregate
  combine({ items: () => 0 })
})
