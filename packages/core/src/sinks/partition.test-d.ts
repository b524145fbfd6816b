import { expectTypeOf, test } from 'vitest'
import { drain, join, partition, pipe, type Flow } from '../index.ts'

declare const mixed: readonly (string | number)[]
declare const flow: Flow<string>

test('both arrays have the type of the items', () => {
  const parts = pipe(
    flow,
    partition((item, index) => {
      expectTypeOf(item).toEqualTypeOf<string>()
      expectTypeOf(index).toEqualTypeOf<number>()
      return item.length
    }),
  )
  expectTypeOf(parts).toEqualTypeOf<Promise<[yes: string[], no: string[]]>>()
})

test('a type predicate narrows both', () => {
  expectTypeOf(
    pipe(
      mixed,
      partition((item): item is string => typeof item === 'string'),
    ),
  ).toEqualTypeOf<[yes: string[], no: number[]]>()
  expectTypeOf(
    pipe(
      mixed,
      partition((item) => typeof item === 'number'),
    ),
  ).toEqualTypeOf<[yes: number[], no: string[]]>()
})

test('an async callback is an error: its promise would always be true', () => {
  pipe(
    ['a'],
    // @ts-expect-error use mapAsync, then partition
    partition(async (item) => item === 'a'),
  )
  const made = partition(async (item: string) => item === 'a')
  // @ts-expect-error use mapAsync, then partition
  pipe(['a'], made)
})

test('`join` and `drain` take any items', () => {
  expectTypeOf(pipe(mixed, join(' '))).toEqualTypeOf<string>()
  expectTypeOf(pipe(flow, drain())).toEqualTypeOf<Promise<void>>()
  // @ts-expect-error a separator is a string
  join(1)
})
