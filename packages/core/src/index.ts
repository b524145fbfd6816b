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

export { chunkBy } from './operators/chunkBy.ts'
export { chunks } from './operators/chunks.ts'
export { compact } from './operators/compact.ts'
export { dedupe } from './operators/dedupe.ts'
export { distinct, type DistinctOptions } from './operators/distinct.ts'
export { drop } from './operators/drop.ts'
export { dropWhile } from './operators/dropWhile.ts'
export { enumerate } from './operators/enumerate.ts'
export { filter } from './operators/filter.ts'
export { flatMap } from './operators/flatMap.ts'
export { flatten } from './operators/flatten.ts'
export { interleave } from './operators/interleave.ts'
export { intersperse } from './operators/intersperse.ts'
export { map } from './operators/map.ts'
export { mapAsync, type AsyncContext, type AsyncOptions } from './operators/mapAsync.ts'
export { pairwise } from './operators/pairwise.ts'
export { progress, type Progress, type ProgressOptions } from './operators/progress.ts'
export { scan } from './operators/scan.ts'
export { shuffle, type ShuffleOptions } from './operators/shuffle.ts'
export { slice } from './operators/slice.ts'
export { take } from './operators/take.ts'
export { takeWhile } from './operators/takeWhile.ts'
export { tap } from './operators/tap.ts'
export { windows, type UndersizedWindow } from './operators/windows.ts'
export { withSignal } from './operators/withSignal.ts'

export { aggregate, type Aggregate, type AggregateSink } from './sinks/aggregate.ts'
export { count } from './sinks/count.ts'
export { countBy, type Counts } from './sinks/countBy.ts'
export { forEach } from './sinks/forEach.ts'
export { reduce } from './sinks/reduce.ts'
export { toArray } from './sinks/toArray.ts'

export { concat } from './sources/concat.ts'
export { fromBatches, type BatchContext } from './sources/fromBatches.ts'
export { fromPull, type FromPullOptions } from './sources/fromPull.ts'
export { range } from './sources/range.ts'
