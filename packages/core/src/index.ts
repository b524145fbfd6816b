export { AlreadyConsumedError } from './kernel/alreadyConsumedError.ts'
export { CURSOR, type Cursor } from './kernel/cursor.ts'
export { Flow } from './kernel/flow.ts'
export {
  operator,
  sink,
  type Many,
  type One,
  type Operator,
  type OperatorOptions,
  type Sink,
} from './kernel/operator.ts'
export { openCursor } from './kernel/openCursor.ts'
export { pipe } from './kernel/pipe.ts'
export { DONE, noItem, WAIT, type NoItem, type Pull } from './kernel/pull.ts'
export type { Inner, Run, Start } from './kernel/run.ts'
export { Seq } from './kernel/seq.ts'
export type { CursorSource, Item, Kind, KindOf, Source } from './kernel/source.ts'

export { chunks } from './operators/chunks.ts'
export { drop } from './operators/drop.ts'
export { filter } from './operators/filter.ts'
export { flatMap } from './operators/flatMap.ts'
export { map } from './operators/map.ts'
export { mapAsync, type AsyncContext, type AsyncOptions } from './operators/mapAsync.ts'
export { take } from './operators/take.ts'
export { takeWhile } from './operators/takeWhile.ts'
export { withSignal } from './operators/withSignal.ts'

export { aggregate, type Aggregate, type AggregateSink } from './sinks/aggregate.ts'
export { count } from './sinks/count.ts'
export { countBy, type Counts } from './sinks/countBy.ts'
export { forEach } from './sinks/forEach.ts'
export { reduce } from './sinks/reduce.ts'
export { toArray } from './sinks/toArray.ts'

export { channel, type Channel, type ChannelOptions } from './sources/channel.ts'
export { ChannelFullError } from './sources/channelFullError.ts'
export { combinations } from './sources/combinations.ts'
export { concat } from './sources/concat.ts'
export { cycle } from './sources/cycle.ts'
export { empty } from './sources/empty.ts'
export { fromBatches, type BatchContext } from './sources/fromBatches.ts'
export { fromPull, type FromPullOptions } from './sources/fromPull.ts'
export { generate, type GenerateContext } from './sources/generate.ts'
export { iterate } from './sources/iterate.ts'
export { merge } from './sources/merge.ts'
export { mergeSorted, type MergeSortedOptions, type Sortable } from './sources/mergeSorted.ts'
export { once } from './sources/once.ts'
export { permutations } from './sources/permutations.ts'
export { product } from './sources/product.ts'
export { range } from './sources/range.ts'
export { repeat } from './sources/repeat.ts'
export { unfold } from './sources/unfold.ts'
export { zip, type ZipOptions } from './sources/zip.ts'
export { zipKeyed, type ZipKeyedOptions } from './sources/zipKeyed.ts'
