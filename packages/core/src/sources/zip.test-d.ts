import { expectTypeOf, test } from 'vitest'
import {
  map,
  pipe,
  toArray,
  zip,
  zipKeyed,
  type Flow,
  type Seq,
  type ZipOptions,
} from '../index.ts'

declare const numbers: readonly number[]
declare const strings: Set<string>
declare const flow: Flow<Date>
declare const many: number[][]
declare const flows: Flow<string>[]
declare const either: Iterable<string> | AsyncIterable<string>
declare const anyMode: ZipOptions['mode'] & string

test('`zip` gives tuples', () => {
  expectTypeOf(zip([numbers, strings])).toEqualTypeOf<Seq<[number, string]>>()
  expectTypeOf(zip([[1], ['a']])).toEqualTypeOf<Seq<[number, string]>>()
  expectTypeOf(zip([[1], ['a']], { mode: 'strict' })).toEqualTypeOf<Seq<[number, string]>>()
  expectTypeOf(zip([numbers, strings] as const)).toEqualTypeOf<Seq<[number, string]>>()
  expectTypeOf(zip([])).toEqualTypeOf<Seq<[]>>()
  expectTypeOf(zip(many)).toEqualTypeOf<Seq<number[]>>()
})

test('`zip` is a Flow if one source is asynchronous', () => {
  expectTypeOf(zip([numbers, flow])).toEqualTypeOf<Flow<[number, Date]>>()
  expectTypeOf(zip(flows)).toEqualTypeOf<Flow<string[]>>()
  expectTypeOf(zip([numbers, either])).toEqualTypeOf<
    Seq<[number, string]> | Flow<[number, string]>
  >()
})

test('the longest has `undefined` where there is no padding', () => {
  expectTypeOf(zip([numbers, strings], { mode: 'longest' })).toEqualTypeOf<
    Seq<[number | undefined, string | undefined]>
  >()
  expectTypeOf(zip([numbers, strings], { mode: anyMode })).toEqualTypeOf<
    Seq<[number | undefined, string | undefined]>
  >()
})

test('the longest has the types of its padding, place by place', () => {
  const padded = zip([numbers, flow], { mode: 'longest', padding: [null, 'none'] })
  expectTypeOf(padded).toEqualTypeOf<Flow<[number | null, Date | string]>>()
  const half = zip([numbers, strings], { mode: 'longest', padding: [0] })
  expectTypeOf(half).toEqualTypeOf<Seq<[number, string | undefined]>>()
  const set = zip([numbers, strings], { mode: 'longest', padding: new Set([true]) })
  expectTypeOf(set).toEqualTypeOf<
    Seq<[number | boolean | undefined, string | boolean | undefined]>
  >()
  const array: boolean[] = []
  const some = zip([numbers, strings], { mode: 'longest', padding: array })
  expectTypeOf(some).toEqualTypeOf<
    Seq<[number | boolean | undefined, string | boolean | undefined]>
  >()
})

test('the rows go on through a pipeline', () => {
  const lengths = pipe(
    zip([numbers, strings]),
    map(([n, text]) => n + text.length),
    toArray(),
  )
  expectTypeOf(lengths).toEqualTypeOf<number[]>()
})

test('`zip` refuses what it cannot zip', () => {
  // @ts-expect-error a number is not iterable
  zip([numbers, 5])
  // @ts-expect-error the sources stand in an array
  zip(5)
  // @ts-expect-error there is no such mode
  zip([numbers], { mode: 'last' })
})

test('`zipKeyed` gives objects of its keys', () => {
  expectTypeOf(zipKeyed({ id: numbers, name: strings })).toEqualTypeOf<
    Seq<{ id: number; name: string }>
  >()
  expectTypeOf(zipKeyed({ id: numbers, at: flow })).toEqualTypeOf<Flow<{ id: number; at: Date }>>()
  expectTypeOf(zipKeyed({ id: numbers, at: either })).toEqualTypeOf<
    Seq<{ id: number; at: string }> | Flow<{ id: number; at: string }>
  >()
  const readonlyRecord = { id: numbers } as const
  expectTypeOf(zipKeyed(readonlyRecord)).toEqualTypeOf<Seq<{ id: number }>>()
})

test('the longest of `zipKeyed` is padded by key', () => {
  const sources = { id: numbers, name: strings }
  expectTypeOf(zipKeyed(sources, { mode: 'longest' })).toEqualTypeOf<
    Seq<{ id: number | undefined; name: string | undefined }>
  >()
  expectTypeOf(zipKeyed(sources, { mode: 'longest', padding: { id: null } })).toEqualTypeOf<
    Seq<{ id: number | null; name: string | undefined }>
  >()
})

test('`zipKeyed` refuses what is not iterable', () => {
  // @ts-expect-error a number is not iterable
  zipKeyed({ id: 5 })
})
