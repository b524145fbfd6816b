import { expectTypeOf, test } from 'vitest'
import { chunks, drop, pipe, take, withSignal, type Flow, type Seq } from '../index.ts'

declare const flow: Flow<string>
declare const signal: AbortSignal

test('the operators without a callback keep the type of the items', () => {
  expectTypeOf(pipe([1], take(1))).toEqualTypeOf<Seq<number>>()
  expectTypeOf(pipe(flow, drop(1), take(1), withSignal(signal))).toEqualTypeOf<Flow<string>>()
})

test('`take` requires its count, and a number', () => {
  // @ts-expect-error the count is required
  take()
  // @ts-expect-error a number is required
  take('1')
})

test('`drop` requires its count, and a number', () => {
  // @ts-expect-error the count is required
  drop()
  // @ts-expect-error a number is required
  drop(1n)
})

test('`chunks` makes arrays, and requires their size', () => {
  expectTypeOf(pipe(flow, chunks(2))).toEqualTypeOf<Flow<string[]>>()
  // @ts-expect-error the size is required
  chunks()
})

test('`withSignal` requires a signal', () => {
  // @ts-expect-error the signal is required
  withSignal()
  // @ts-expect-error a controller is not a signal
  withSignal(new AbortController())
})
