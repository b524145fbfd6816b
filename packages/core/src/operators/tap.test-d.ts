import { expectTypeOf, test } from 'vitest'
import { pipe, tap, type Flow, type Many, type Operator, type Seq } from '../index.ts'

declare const flow: Flow<string>

test('the items keep their type, whatever the callback returns', () => {
  expectTypeOf(
    pipe(
      flow,
      tap((item, index) => {
        expectTypeOf(item).toEqualTypeOf<string>()
        expectTypeOf(index).toEqualTypeOf<number>()
      }),
    ),
  ).toEqualTypeOf<Flow<string>>()
  expectTypeOf(
    pipe(
      [1],
      tap(() => 'ignored'),
    ),
  ).toEqualTypeOf<Seq<number>>()
  expectTypeOf(tap((n: number) => n)).toEqualTypeOf<Operator<number, Many<number>>>()
})

test('an async callback is an error: nobody would wait for it', () => {
  pipe(
    flow,
    // @ts-expect-error use mapAsync, and return the item
    tap(async (text) => text.length),
  )
})
