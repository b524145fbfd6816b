import { expectTypeOf, test } from 'vitest'
import { iterate, pipe, take, toArray, unfold, type Seq } from '../index.ts'

test('`iterate` has the type of its seed', () => {
  expectTypeOf(iterate(1, (n) => n * 2)).toEqualTypeOf<Seq<number>>()
  expectTypeOf(iterate('a', (text) => text + 'a')).toEqualTypeOf<Seq<string>>()
  expectTypeOf(iterate<number | undefined>(1, () => undefined)).toEqualTypeOf<
    Seq<number | undefined>
  >()
  expectTypeOf(
    pipe(
      iterate({ n: 1 }, ({ n }) => ({ n: n + 1 })),
      take(2),
      toArray(),
    ),
  ).toEqualTypeOf<{ n: number }[]>()
})

test('`iterate` goes on with what it began with', () => {
  // @ts-expect-error a string is no number
  iterate(1, () => 'a')
})

test('`unfold` has the items of its steps', () => {
  const digits = unfold(12, (n) => (n > 0 ? [`${n % 10}`, Math.floor(n / 10)] : undefined))
  expectTypeOf(digits).toEqualTypeOf<Seq<string>>()
  const pages = unfold<string | undefined, number>('a', (token) =>
    token === undefined ? undefined : [token.length, undefined],
  )
  expectTypeOf(pages).toEqualTypeOf<Seq<number>>()
})

test('`unfold` returns an item and a state', () => {
  // @ts-expect-error the next state is required
  unfold(1, (n) => [n])
  // @ts-expect-error the state is a number
  unfold(1, (n) => [n, 'a'])
})

test('a callback that returns a promise is refused where the items are used', () => {
  const promising = iterate(1, async (n) => n)
  expectTypeOf(promising.advice).toEqualTypeOf<'use generate with an async generator function'>()
  // @ts-expect-error use generate with an async generator function
  pipe(promising, toArray())
  const unfolding = unfold(1, async (n) => [n, n])
  // @ts-expect-error use generate with an async generator function
  pipe(unfolding, toArray())
})
