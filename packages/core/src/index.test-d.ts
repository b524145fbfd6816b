import { expectTypeOf, test } from 'vitest'
import * as core from './index.ts'
import type {
  AggregateSink,
  AsyncPeekable,
  Best,
  Bucket,
  CapturedSeq,
  Channel,
  CompensatedSum,
  Counts,
  Cursor,
  Flow,
  Groups,
  Many,
  Moments,
  NoItem,
  Operator,
  Peekable,
  Pull,
  Seq,
  Sink,
  Stats,
  Top,
} from './index.ts'

// One entry an export, so that one glance tells what is missing. Each function that takes items is given
// some that may not be changed, inside `pipe` if it is a stage, and each stage is made alone as well. What only
// some of them have (predicates that narrow, mistakes) stands in a file of their own.
declare const words: readonly string[]
declare const pair: readonly ['a', 'b']
declare const pages: readonly (readonly number[])[]
declare const flow: Flow<string>
declare const signal: AbortSignal
declare const up: Pull<string>
declare const generator: Generator<'a', number>

const { pipe } = core
const sizeOf = (word: string): number => word.length
const startsWithA = (word: string): boolean => word.startsWith('a')
const by = { by: sizeOf }

type Maps<A, B> = Operator<A, Many<B>>
type Keeps<A> = Operator<A, Many<A>>
type Waits<A, B> = Operator<A, Many<B>, 'async'>

const operators = {
  chunkBy: [
    expectTypeOf(pipe(words, core.chunkBy(sizeOf))).toEqualTypeOf<
      Seq<[key: number, items: string[]]>
    >(),
    expectTypeOf(core.chunkBy(sizeOf)).toEqualTypeOf<
      Maps<string, [key: number, items: string[]]>
    >(),
  ],
  chunks: [
    expectTypeOf(pipe(words, core.chunks(2))).toEqualTypeOf<Seq<string[]>>(),
    expectTypeOf(core.chunks<string>(2)).toEqualTypeOf<Maps<string, string[]>>(),
  ],
  chunksWithin: [
    expectTypeOf(pipe(words, core.chunksWithin({ size: 2, ms: 9 }))).toEqualTypeOf<
      Flow<string[]>
    >(),
    expectTypeOf(core.chunksWithin<string>({ size: 2, ms: 9 })).toEqualTypeOf<
      Waits<string, string[]>
    >(),
  ],
  compact: [
    expectTypeOf(pipe(['a', null] as const, core.compact())).toEqualTypeOf<Seq<'a'>>(),
    expectTypeOf(core.compact<string | null>()).toEqualTypeOf<Maps<string | null, string>>(),
  ],
  dedupe: [
    expectTypeOf(pipe(words, core.dedupe(sizeOf))).toEqualTypeOf<Seq<string>>(),
    expectTypeOf(core.dedupe(sizeOf)).toEqualTypeOf<Keeps<string>>(),
  ],
  distinct: [
    expectTypeOf(pipe(words, core.distinct(sizeOf))).toEqualTypeOf<Seq<string>>(),
    expectTypeOf(core.distinct(sizeOf)).toEqualTypeOf<Keeps<string>>(),
  ],
  drop: [
    expectTypeOf(pipe(pair, core.drop(1))).toEqualTypeOf<Seq<'a' | 'b'>>(),
    expectTypeOf(core.drop<string>(1)).toEqualTypeOf<Keeps<string>>(),
  ],
  dropWhile: [
    expectTypeOf(pipe(words, core.dropWhile(startsWithA))).toEqualTypeOf<Seq<string>>(),
    expectTypeOf(core.dropWhile(startsWithA)).toEqualTypeOf<Keeps<string>>(),
  ],
  enumerate: [
    expectTypeOf(pipe(pair, core.enumerate())).toEqualTypeOf<
      Seq<[number: number, item: 'a' | 'b']>
    >(),
    expectTypeOf(core.enumerate<string>()).toEqualTypeOf<
      Maps<string, [number: number, item: string]>
    >(),
  ],
  filter: [
    expectTypeOf(pipe(words, core.filter(startsWithA))).toEqualTypeOf<Seq<string>>(),
    expectTypeOf(core.filter(startsWithA)).toEqualTypeOf<Keeps<string>>(),
  ],
  filterAsync: [
    expectTypeOf(pipe(words, core.filterAsync(startsWithA))).toEqualTypeOf<Flow<string>>(),
    expectTypeOf(core.filterAsync(startsWithA)).toEqualTypeOf<Waits<string, string>>(),
  ],
  flatMap: [
    expectTypeOf(
      pipe(
        pages,
        core.flatMap((page) => page),
      ),
    ).toEqualTypeOf<Seq<number>>(),
    expectTypeOf(core.flatMap((word: string) => [word.length])).toEqualTypeOf<
      Maps<string, number>
    >(),
  ],
  flatMapAsync: [
    expectTypeOf(
      pipe(
        pages,
        core.flatMapAsync(async (page) => page),
      ),
    ).toEqualTypeOf<Flow<number>>(),
    expectTypeOf(core.flatMapAsync(async (word: string) => [word.length])).toEqualTypeOf<
      Waits<string, number>
    >(),
  ],
  flatten: [
    expectTypeOf(pipe(pages, core.flatten())).toEqualTypeOf<Seq<number>>(),
    expectTypeOf(core.flatten<readonly number[]>()).toEqualTypeOf<
      Maps<readonly number[], number>
    >(),
  ],
  interleave: [
    expectTypeOf(pipe(words, core.interleave(pages))).toEqualTypeOf<
      Seq<string | readonly number[]>
    >(),
    expectTypeOf(core.interleave<string, [Flow<string>]>(flow)).toEqualTypeOf<
      Waits<string, string>
    >(),
  ],
  intersperse: [
    expectTypeOf(pipe(words, core.intersperse(0))).toEqualTypeOf<Seq<string | number>>(),
    expectTypeOf(core.intersperse<string, number>(0)).toEqualTypeOf<
      Maps<string, string | number>
    >(),
  ],
  map: [
    expectTypeOf(pipe(words, core.map(sizeOf))).toEqualTypeOf<Seq<number>>(),
    expectTypeOf(core.map(sizeOf)).toEqualTypeOf<Maps<string, number>>(),
  ],
  mapAsync: [
    expectTypeOf(pipe(words, core.mapAsync(sizeOf))).toEqualTypeOf<Flow<number>>(),
    expectTypeOf(core.mapAsync(sizeOf)).toEqualTypeOf<Waits<string, number>>(),
  ],
  pairwise: [
    expectTypeOf(pipe(words, core.pairwise())).toEqualTypeOf<Seq<[before: string, item: string]>>(),
    expectTypeOf(core.pairwise<string>()).toEqualTypeOf<
      Maps<string, [before: string, item: string]>
    >(),
  ],
  prefetch: [
    expectTypeOf(pipe(words, core.prefetch(2))).toEqualTypeOf<Flow<string>>(),
    expectTypeOf(core.prefetch<string>(2)).toEqualTypeOf<Waits<string, string>>(),
  ],
  progress: [
    expectTypeOf(pipe(words, core.progress({ onProgress() {} }))).toEqualTypeOf<Seq<string>>(),
    expectTypeOf(core.progress<string, void>({ onProgress() {} })).toEqualTypeOf<Keeps<string>>(),
  ],
  scan: [
    expectTypeOf(
      pipe(
        words,
        core.scan((total, word) => total + word.length, 0),
      ),
    ).toEqualTypeOf<Seq<number>>(),
    expectTypeOf(core.scan((total: number, word: string) => total + word.length, 0)).toEqualTypeOf<
      Maps<string, number>
    >(),
  ],
  shuffle: [
    expectTypeOf(pipe(words, core.shuffle({ buffer: 2 }))).toEqualTypeOf<Seq<string>>(),
    expectTypeOf(core.shuffle<string>({ buffer: 2 })).toEqualTypeOf<Keeps<string>>(),
  ],
  slice: [
    expectTypeOf(pipe(words, core.slice(1))).toEqualTypeOf<Seq<string>>(),
    expectTypeOf(core.slice<string>(1)).toEqualTypeOf<Keeps<string>>(),
  ],
  take: [
    expectTypeOf(pipe(pair, core.take(1))).toEqualTypeOf<Seq<'a' | 'b'>>(),
    expectTypeOf(core.take<string>(1)).toEqualTypeOf<Keeps<string>>(),
  ],
  takeWhile: [
    expectTypeOf(pipe(words, core.takeWhile(startsWithA))).toEqualTypeOf<Seq<string>>(),
    expectTypeOf(core.takeWhile(startsWithA)).toEqualTypeOf<Keeps<string>>(),
  ],
  tap: [
    expectTypeOf(pipe(words, core.tap(sizeOf))).toEqualTypeOf<Seq<string>>(),
    expectTypeOf(core.tap(sizeOf)).toEqualTypeOf<Keeps<string>>(),
  ],
  throttle: [
    expectTypeOf(pipe(words, core.throttle({ limit: 1, intervalMs: 9 }))).toEqualTypeOf<
      Flow<string>
    >(),
    expectTypeOf(core.throttle<string>({ limit: 1, intervalMs: 9 })).toEqualTypeOf<
      Waits<string, string>
    >(),
  ],
  timeout: [
    expectTypeOf(pipe(words, core.timeout(9))).toEqualTypeOf<Flow<string>>(),
    expectTypeOf(core.timeout<string>(9)).toEqualTypeOf<Waits<string, string>>(),
  ],
  windows: [
    expectTypeOf(pipe(words, core.windows(2))).toEqualTypeOf<Seq<[string, string]>>(),
    expectTypeOf(core.windows<string, 2>(2)).toEqualTypeOf<Maps<string, [string, string]>>(),
  ],
  withSignal: [
    expectTypeOf(pipe(words, core.withSignal(signal))).toEqualTypeOf<Seq<string>>(),
    expectTypeOf(core.withSignal<string>(signal)).toEqualTypeOf<Keeps<string>>(),
  ],
}

const sinks = {
  count: [
    expectTypeOf(pipe(words, core.count())).toEqualTypeOf<number>(),
    expectTypeOf(core.count()).toEqualTypeOf<AggregateSink<unknown, number, number>>(),
  ],
  countBy: [
    expectTypeOf(pipe(words, core.countBy(sizeOf))).toEqualTypeOf<Map<number, number>>(),
    expectTypeOf(core.countBy(sizeOf)).toEqualTypeOf<
      AggregateSink<string, Counts<number>, Map<number, number>>
    >(),
  ],
  combine: [
    expectTypeOf(pipe(words, core.combine({ items: core.count() }))).toEqualTypeOf<{
      items: number
    }>(),
    expectTypeOf(core.combine({ total: core.sum() })).toExtend<Sink<number, { total: number }>>(),
  ],
  drain: [
    expectTypeOf(pipe(words, core.drain())).toEqualTypeOf<void>(),
    expectTypeOf(core.drain()).toEqualTypeOf<Sink<unknown, void>>(),
  ],
  every: [
    expectTypeOf(pipe(words, core.every(startsWithA))).toEqualTypeOf<boolean>(),
    expectTypeOf(core.every(startsWithA)).toEqualTypeOf<Sink<string, boolean>>(),
  ],
  find: [
    expectTypeOf(pipe(words, core.find(startsWithA))).toEqualTypeOf<string | undefined>(),
    expectTypeOf(core.find(startsWithA)).toEqualTypeOf<Sink<string, string | undefined>>(),
  ],
  first: [
    expectTypeOf(pipe(pair, core.first())).toEqualTypeOf<'a' | 'b' | undefined>(),
    expectTypeOf(core.first<string>()).toEqualTypeOf<Sink<string, string | undefined>>(),
  ],
  forEach: [
    expectTypeOf(pipe(words, core.forEach(sizeOf))).toEqualTypeOf<void>(),
    expectTypeOf(core.forEach(sizeOf)).toEqualTypeOf<Sink<string, void>>(),
  ],
  forEachAsync: [
    expectTypeOf(pipe(words, core.forEachAsync(sizeOf))).toEqualTypeOf<Promise<void>>(),
    expectTypeOf(core.forEachAsync(sizeOf)).toEqualTypeOf<Sink<string, void, 'async'>>(),
  ],
  groupBy: [
    expectTypeOf(pipe(words, core.groupBy(sizeOf))).toEqualTypeOf<Map<number, string[]>>(),
    expectTypeOf(core.groupBy(sizeOf)).toEqualTypeOf<
      AggregateSink<string, Groups<number, string>, Map<number, string[]>>
    >(),
  ],
  histogram: [
    expectTypeOf(pipe(words, core.histogram({ width: 1, ...by }))).toEqualTypeOf<Bucket[]>(),
    expectTypeOf(core.histogram({ width: 1 })).toEqualTypeOf<
      AggregateSink<number, Counts<number>, Bucket[]>
    >(),
  ],
  includes: [
    expectTypeOf(pipe(words, core.includes('a'))).toEqualTypeOf<boolean>(),
    expectTypeOf(core.includes('a')).toEqualTypeOf<Sink<unknown, boolean>>(),
  ],
  join: [
    expectTypeOf(pipe(words, core.join())).toEqualTypeOf<string>(),
    expectTypeOf(core.join()).toEqualTypeOf<Sink<unknown, string>>(),
  ],
  last: [
    expectTypeOf(pipe(pair, core.last())).toEqualTypeOf<'a' | 'b' | undefined>(),
    expectTypeOf(core.last<string>()).toEqualTypeOf<Sink<string, string | undefined>>(),
  ],
  max: [
    expectTypeOf(pipe(words, core.max())).toEqualTypeOf<string | undefined>(),
    expectTypeOf(core.max(by)).toEqualTypeOf<
      AggregateSink<string, Best<string>, string | undefined>
    >(),
  ],
  min: [
    expectTypeOf(pipe(words, core.min())).toEqualTypeOf<string | undefined>(),
    expectTypeOf(core.min(by)).toEqualTypeOf<
      AggregateSink<string, Best<string>, string | undefined>
    >(),
  ],
  nth: [
    expectTypeOf(pipe(pair, core.nth(1))).toEqualTypeOf<'a' | 'b' | undefined>(),
    expectTypeOf(core.nth<string>(1)).toEqualTypeOf<Sink<string, string | undefined>>(),
  ],
  partition: [
    expectTypeOf(pipe(words, core.partition(startsWithA))).toEqualTypeOf<
      [yes: string[], no: string[]]
    >(),
    expectTypeOf(core.partition(startsWithA)).toEqualTypeOf<
      Sink<string, [yes: string[], no: string[]]>
    >(),
  ],
  quantiles: [
    expectTypeOf(pipe(words, core.quantiles([0.5], by))).toEqualTypeOf<[number | undefined]>(),
    expectTypeOf(core.quantiles([0.5])).toEqualTypeOf<
      AggregateSink<number, Counts<number>, [number | undefined]>
    >(),
  ],
  reduce: [
    expectTypeOf(
      pipe(
        words,
        core.reduce((total, word) => total + word.length, 0),
      ),
    ).toEqualTypeOf<number>(),
    expectTypeOf(
      core.reduce((total: number, word: string) => total + word.length, 0),
    ).toEqualTypeOf<Sink<string, number>>(),
  ],
  some: [
    expectTypeOf(pipe(words, core.some(startsWithA))).toEqualTypeOf<boolean>(),
    expectTypeOf(core.some(startsWithA)).toEqualTypeOf<Sink<string, boolean>>(),
  ],
  stats: [
    expectTypeOf(pipe(words, core.stats(by))).toEqualTypeOf<Stats>(),
    expectTypeOf(core.stats()).toEqualTypeOf<AggregateSink<number, Moments, Stats>>(),
  ],
  sum: [
    expectTypeOf(pipe(words, core.sum(by))).toEqualTypeOf<number>(),
    expectTypeOf(core.sum()).toEqualTypeOf<AggregateSink<number, CompensatedSum, number>>(),
  ],
  toArray: [
    expectTypeOf(pipe(pair, core.toArray())).toEqualTypeOf<('a' | 'b')[]>(),
    expectTypeOf(core.toArray<string>()).toEqualTypeOf<Sink<string, string[]>>(),
  ],
  toMap: [
    expectTypeOf(pipe(words, core.toMap(sizeOf))).toEqualTypeOf<Map<number, string>>(),
    expectTypeOf(core.toMap(sizeOf)).toEqualTypeOf<Sink<string, Map<number, string>>>(),
  ],
  topK: [
    expectTypeOf(pipe(words, core.topK(1))).toEqualTypeOf<string[]>(),
    expectTypeOf(core.topK(1, by)).toEqualTypeOf<AggregateSink<string, Top<string>, string[]>>(),
  ],
  toSet: [
    expectTypeOf(pipe(pair, core.toSet())).toEqualTypeOf<Set<'a' | 'b'>>(),
    expectTypeOf(core.toSet<string>()).toEqualTypeOf<Sink<string, Set<string>>>(),
  ],
}

const sources = {
  captureReturn: [
    expectTypeOf(core.captureReturn(generator)).toEqualTypeOf<CapturedSeq<'a', number>>(),
    expectTypeOf(core.captureReturn(generator).returned).toEqualTypeOf<number>(),
  ],
  channel: [expectTypeOf(core.channel<string>()).toEqualTypeOf<Channel<string>>()],
  combinations: [expectTypeOf(core.combinations(words, 2)).toEqualTypeOf<Seq<string[]>>()],
  concat: [
    expectTypeOf(core.concat(words, pair)).toEqualTypeOf<Seq<string>>(),
    expectTypeOf(core.concat(pair, flow)).toEqualTypeOf<Flow<string>>(),
  ],
  cycle: [expectTypeOf(core.cycle(pair)).toEqualTypeOf<Seq<'a' | 'b'>>()],
  empty: [expectTypeOf(core.empty<string>()).toEqualTypeOf<Seq<string>>()],
  fromBatches: [expectTypeOf(core.fromBatches(() => pages)).toEqualTypeOf<Flow<number>>()],
  fromPull: [expectTypeOf(core.fromPull(() => up)).toEqualTypeOf<Flow<string>>()],
  generate: [
    expectTypeOf(
      core.generate(function* () {
        yield* pair
      }),
    ).toEqualTypeOf<Seq<'a' | 'b'>>(),
  ],
  iterate: [expectTypeOf(core.iterate(1, (n) => n + 1)).toEqualTypeOf<Seq<number>>()],
  merge: [expectTypeOf(core.merge(words, pair)).toEqualTypeOf<Flow<string>>()],
  mergeSorted: [
    expectTypeOf(core.mergeSorted([words, words])).toEqualTypeOf<Seq<string>>(),
    expectTypeOf(core.mergeSorted([words, flow] as const, by)).toEqualTypeOf<Flow<string>>(),
  ],
  once: [expectTypeOf(core.once(pair)).toEqualTypeOf<Seq<'a' | 'b'>>()],
  peekable: [
    expectTypeOf(core.peekable(words)).toEqualTypeOf<Peekable<string>>(),
    expectTypeOf(core.peekable(flow)).toEqualTypeOf<AsyncPeekable<string>>(),
  ],
  permutations: [expectTypeOf(core.permutations(words)).toEqualTypeOf<Seq<string[]>>()],
  product: [expectTypeOf(core.product(pair, [1])).toEqualTypeOf<Seq<['a' | 'b', number]>>()],
  range: [expectTypeOf(core.range(0, 9)).toEqualTypeOf<Seq<number>>()],
  repeat: [expectTypeOf(core.repeat(pair)).toEqualTypeOf<Seq<readonly ['a', 'b']>>()],
  replay: [expectTypeOf(core.replay(words)).toEqualTypeOf<Seq<string>>()],
  retry: [
    expectTypeOf(core.retry(() => words, { from: sizeOf })).toEqualTypeOf<Flow<string>>(),
    expectTypeOf(core.retry(async () => flow, { from: sizeOf })).toEqualTypeOf<Flow<string>>(),
  ],
  share: [expectTypeOf(core.share(words)).toEqualTypeOf<Seq<string>>()],
  tee: [expectTypeOf(core.tee(words, 2)).toEqualTypeOf<readonly [Seq<string>, Seq<string>]>()],
  unfold: [
    expectTypeOf(core.unfold(3, (n) => (n > 0 ? [`${n}`, n - 1] : undefined))).toEqualTypeOf<
      Seq<string>
    >(),
  ],
  zip: [
    expectTypeOf(core.zip([words, pages])).toEqualTypeOf<Seq<[string, readonly number[]]>>(),
    expectTypeOf(core.zip([words, flow] as const)).toEqualTypeOf<Flow<[string, string]>>(),
  ],
  zipKeyed: [
    expectTypeOf(core.zipKeyed({ word: words, page: pages })).toEqualTypeOf<
      Seq<{ word: string; page: readonly number[] }>
    >(),
  ],
}

const own = {
  aggregate: [
    expectTypeOf(
      core.aggregate({
        init: () => 0,
        step: (total: number, word: string) => total + word.length,
        merge: (left, right) => left + right,
        finish: (total) => `${total} letters`,
      }),
    ).toEqualTypeOf<AggregateSink<string, number, string>>(),
  ],
  operator: [
    expectTypeOf(core.operator<string, number>(() => () => 1)).toEqualTypeOf<
      Maps<string, number>
    >(),
    expectTypeOf(
      core.operator<string, number, 'async'>(() => () => 1, { kind: 'async' }),
    ).toEqualTypeOf<Waits<string, number>>(),
  ],
  sink: [
    expectTypeOf(core.sink<string, number>(() => () => 1)).toEqualTypeOf<Sink<string, number>>(),
  ],
  pipe: [expectTypeOf(pipe(pair)).toEqualTypeOf<Seq<'a' | 'b'>>()],
  Seq: [expectTypeOf(pipe(words)).toEqualTypeOf<core.Seq<string>>()],
  Flow: [expectTypeOf(pipe(flow)).toEqualTypeOf<core.Flow<string>>()],
  openCursor: [expectTypeOf(core.openCursor(words)).toEqualTypeOf<Cursor<string>>()],
  CURSOR: [expectTypeOf(flow[core.CURSOR]()).toEqualTypeOf<Cursor<string>>()],
  DONE: [expectTypeOf<typeof core.DONE>().toExtend<NoItem>()],
  WAIT: [expectTypeOf<typeof core.WAIT>().toExtend<NoItem>()],
  noItem: [
    expectTypeOf(core.noItem).guards.toEqualTypeOf<NoItem>(),
    expectTypeOf(up()).exclude<NoItem>().toEqualTypeOf<string>(),
  ],
  AlreadyConsumedError: [
    expectTypeOf<core.AlreadyConsumedError>().toHaveProperty('source').toEqualTypeOf<object>(),
  ],
  BufferOverflowError: [
    expectTypeOf<core.BufferOverflowError>().toHaveProperty('limit').toEqualTypeOf<number>(),
  ],
  ChannelFullError: [
    expectTypeOf<core.ChannelFullError>().toHaveProperty('limit').toEqualTypeOf<number>(),
  ],
}

test('no export is missing here', () => {
  type Tested = typeof operators & typeof sinks & typeof sources & typeof own
  expectTypeOf<keyof Tested>().toEqualTypeOf<keyof typeof core>()
})
