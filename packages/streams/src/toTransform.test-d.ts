import { countBy, filter, flatMap, map, mapAsync, take, toArray, type Flow } from '@rivulet/core'
import type { Transform } from 'node:stream'
import { expectTypeOf, test } from 'vitest'
import { toTransform } from './toTransform.ts'

test('the items of a stage are those that the stage before gives', () => {
  const transform = toTransform(
    map((text: string) => text.length),
    filter((n) => {
      expectTypeOf(n).toEqualTypeOf<number>()
      return n > 1
    }),
    flatMap((n) => {
      expectTypeOf(n).toEqualTypeOf<number>()
      return [String(n)]
    }),
    mapAsync(async (text) => {
      expectTypeOf(text).toEqualTypeOf<string>()
      return text
    }),
    take(3),
    map((text) => {
      expectTypeOf(text).toEqualTypeOf<string>()
      return text
    }),
  )
  expectTypeOf(transform).toEqualTypeOf<Transform>()
})

test('a function is a stage, and options come last', () => {
  toTransform(
    (lines: Flow<string>) => lines,
    map((line) => {
      expectTypeOf(line).toEqualTypeOf<string>()
      return line
    }),
    { highWaterMark: 1, signal: undefined },
  )
  // @ts-expect-error -- there is no such option
  toTransform(take(1), { encoding: 'utf8' })
})

test('a sink is none, and neither is what takes other items', () => {
  // @ts-expect-error -- toWritable takes it
  toTransform(toArray())
  // @ts-expect-error -- nor behind others
  toTransform(take(1), countBy(String))
  toTransform(
    map((text: string) => text.length),
    // @ts-expect-error -- a number comes
    map((text: string) => text),
  )
  // @ts-expect-error -- at least one
  toTransform()
})
