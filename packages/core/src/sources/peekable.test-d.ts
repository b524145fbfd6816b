import { expectTypeOf, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import type { Flow } from '../kernel/flow.ts'
import { toArray } from '../sinks/toArray.ts'
import { peekable, type AsyncPeekable, type Peekable } from './peekable.ts'

declare const flow: Flow<number>

test('the kind is that of the source', () => {
  expectTypeOf(peekable(['a'])).toEqualTypeOf<Peekable<string>>()
  expectTypeOf(peekable(flow)).toEqualTypeOf<AsyncPeekable<number>>()
})

test('`done` tells an item from the end', () => {
  const result = peekable(['a']).peek()
  expectTypeOf(result.value).toEqualTypeOf<string | undefined>()
  if (!result.done) expectTypeOf(result.value).toEqualTypeOf<string>()
  expectTypeOf(peekable(flow).peek()).resolves.toEqualTypeOf<IteratorResult<number, undefined>>()
})

test('it is a source, and can be disposed of', () => {
  expectTypeOf(pipe(peekable(['a']), toArray())).toEqualTypeOf<string[]>()
  expectTypeOf(pipe(peekable(flow), toArray())).toEqualTypeOf<Promise<number[]>>()
  expectTypeOf<Peekable<string>>().toExtend<Disposable>()
  expectTypeOf<AsyncPeekable<string>>().toExtend<AsyncDisposable>()
})
