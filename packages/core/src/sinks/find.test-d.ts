import { expectTypeOf, test } from 'vitest'
import { find, first, includes, nth, pipe, type Flow, type Sink } from '../index.ts'

declare const mixed: readonly (string | number)[]
declare const flow: Flow<string>

test('`find` infers the item and the index, and may find nothing', () => {
  const found = pipe(
    flow,
    find((item, index) => {
      expectTypeOf(item).toEqualTypeOf<string>()
      expectTypeOf(index).toEqualTypeOf<number>()
      return item.length
    }),
  )
  expectTypeOf(found).toEqualTypeOf<Promise<string | undefined>>()
  expectTypeOf(find((n: number) => n > 1)).toEqualTypeOf<Sink<number, number | undefined>>()
})

test('a type predicate narrows what `find` gives', () => {
  expectTypeOf(
    pipe(
      mixed,
      find((item): item is string => typeof item === 'string'),
    ),
  ).toEqualTypeOf<string | undefined>()
  expectTypeOf(
    pipe(
      mixed,
      find((item) => typeof item === 'number'),
    ),
  ).toEqualTypeOf<number | undefined>()
})

test('an async callback is an error: its promise would always be true', () => {
  pipe(
    ['a'],
    // @ts-expect-error use filterAsync, then first
    find(async (item) => item === 'a'),
  )
  const made = find(async (item: string) => item === 'a')
  // @ts-expect-error use filterAsync, then first
  pipe(['a'], made)
})

test('`first` and `nth` give an item or nothing', () => {
  expectTypeOf(pipe(flow, first())).toEqualTypeOf<Promise<string | undefined>>()
  expectTypeOf(pipe(['a', 1] as const, nth(1))).toEqualTypeOf<'a' | 1 | undefined>()
})

test('`includes` takes any value over any items', () => {
  expectTypeOf(pipe(flow, includes(1))).toEqualTypeOf<Promise<boolean>>()
  expectTypeOf(pipe(mixed, includes('a'))).toEqualTypeOf<boolean>()
})
