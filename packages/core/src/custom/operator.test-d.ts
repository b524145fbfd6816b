import { expectTypeOf, test } from 'vitest'
import {
  type AlreadyConsumedError,
  type BufferOverflowError,
  type ChannelFullError,
  noItem,
  openCursor,
  operator,
  pipe,
  sink,
  type Cursor,
  type Flow,
  type Many,
  type NoItem,
  type Operator,
  type Run,
  type Seq,
  type Sink,
} from '../index.ts'

declare const flow: Flow<string>

test('an operator of your own has the types of its pulls', () => {
  const lengths = operator<string, number>((up, run) => {
    expectTypeOf(up()).toEqualTypeOf<string | NoItem>()
    expectTypeOf(run).toEqualTypeOf<Run>()
    return () => {
      const item = up()
      return noItem(item) ? item : item.length
    }
  })
  expectTypeOf(lengths).toEqualTypeOf<Operator<string, Many<number>>>()
  expectTypeOf(pipe(['a'], lengths)).toEqualTypeOf<Seq<number>>()
  expectTypeOf(pipe(flow, lengths)).toEqualTypeOf<Flow<number>>()
})

test('one of the kind `async` makes a Flow', () => {
  const slow = operator<string, string, 'async'>((up) => up, { kind: 'async' })
  expectTypeOf(pipe(['a'], slow)).toEqualTypeOf<Flow<string>>()
})

test('a sink of your own gives its result', () => {
  const first = sink<string, string>((up) => up)
  expectTypeOf(first).toEqualTypeOf<Sink<string, string>>()
  expectTypeOf(pipe(['a'], first)).toEqualTypeOf<string>()
  expectTypeOf(pipe(flow, first)).toEqualTypeOf<Promise<string>>()
})

test('a cursor has the items of its source', () => {
  expectTypeOf(openCursor(flow)).toEqualTypeOf<Cursor<string>>()
  expectTypeOf(openCursor([1] as const).pull()).toEqualTypeOf<1 | NoItem>()
})

test('the code of an error is a literal', () => {
  expectTypeOf<AlreadyConsumedError['code']>().toEqualTypeOf<'ALREADY_CONSUMED'>()
  expectTypeOf<BufferOverflowError['code']>().toEqualTypeOf<'BUFFER_OVERFLOW'>()
  expectTypeOf<ChannelFullError['code']>().toEqualTypeOf<'CHANNEL_FULL'>()
})

test('an operator that takes more can stand where one that takes less is wanted', () => {
  expectTypeOf<Operator<unknown, Many<string>>>().toExtend<Operator<number, Many<string>>>()
  expectTypeOf<Operator<number, Many<string>>>().not.toExtend<Operator<unknown, Many<string>>>()
})

test('a Seq and a Flow of a narrower type can stand for one of a wider', () => {
  expectTypeOf<Seq<'a'>>().toExtend<Seq<string>>()
  expectTypeOf<Flow<'a'>>().toExtend<Flow<string>>()
})
