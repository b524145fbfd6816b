import { expectTypeOf, test } from 'vitest'
import { generate, map, pipe, toArray, type Flow, type Seq } from '../index.ts'

test('`generate` is a Seq of a generator function and a Flow of an async one', () => {
  const sync = generate(function* ({ signal }) {
    expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
    yield 'a'
    yield 1
  })
  expectTypeOf(sync).toEqualTypeOf<Seq<'a' | 1>>()
  const async = generate(async function* ({ signal }) {
    expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
    yield new Date()
    return 'what is returned is no item'
  })
  expectTypeOf(async).toEqualTypeOf<Flow<Date>>()
  expectTypeOf(
    pipe(
      async,
      map((date) => date.getTime()),
      toArray(),
    ),
  ).toEqualTypeOf<Promise<number[]>>()
})

test('`generate` takes a generator function and nothing else', () => {
  // @ts-expect-error an array is no generator
  generate(() => [1])
  // @ts-expect-error nothing would give it a name
  generate(function* (name: string) {
    yield name
  })
})
