import { expectTypeOf, test } from 'vitest'
import { forEach, pipe, type Flow } from '../index.ts'

declare const flow: Flow<string>

test('the item and the index are inferred, and there is no result', () => {
  const nothing = pipe(
    ['a'],
    forEach((item, index) => {
      expectTypeOf(item).toEqualTypeOf<string>()
      expectTypeOf(index).toEqualTypeOf<number>()
    }),
  )
  expectTypeOf(nothing).toEqualTypeOf<void>()
  expectTypeOf(
    pipe(
      flow,
      forEach(() => {}),
    ),
  ).toEqualTypeOf<Promise<void>>()
})

test('what the callback returns is ignored', () => {
  const seen: string[] = []
  expectTypeOf(
    pipe(
      ['a'],
      forEach((item) => seen.push(item)),
    ),
  ).toEqualTypeOf<void>()
})

test('an async callback is an error: nobody would wait for it', () => {
  pipe(
    ['a'],
    // @ts-expect-error use forEachAsync
    forEach(async () => {}),
  )
  const made = forEach(async (_item: string) => {})
  // @ts-expect-error use forEachAsync
  pipe(['a'], made)
})
