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
export { drain } from './sinks/drain.ts'
export { every } from './sinks/every.ts'
export { find } from './sinks/find.ts'
export { first } from './sinks/first.ts'
export { forEach } from './sinks/forEach.ts'
export { includes } from './sinks/includes.ts'
export { join } from './sinks/join.ts'
export { last } from './sinks/last.ts'
export { nth } from './sinks/nth.ts'
export { partition } from './sinks/partition.ts'
export { reduce } from './sinks/reduce.ts'
export { some } from './sinks/some.ts'
export { toArray } from './sinks/toArray.ts'
export { toMap } from './sinks/toMap.ts'
export { toSet } from './sinks/toSet.ts'

export { concat } from './sources/concat.ts'
export { fromBatches, type BatchContext } from './sources/fromBatches.ts'
export { fromPull, type FromPullOptions } from './sources/fromPull.ts'
export { range } from './sources/range.ts'
