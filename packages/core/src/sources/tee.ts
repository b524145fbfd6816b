import { takeOnce } from '../kernel/alreadyConsumedError.ts'
import { checkCount } from '../kernel/check.ts'
import { Flow } from '../kernel/flow.ts'
import { checkSource } from '../kernel/open.ts'
import type { Pull } from '../kernel/pull.ts'
import type { Run } from '../kernel/run.ts'
import { Seq } from '../kernel/seq.ts'
import type { Item, KindOf, Source } from '../kernel/source.ts'
import { checkBuffer, type PolicyFor } from './checkBuffer.ts'
import { SharedRun } from './sharedRun.ts'

/**
 * The options of {@link tee}.
 *
 * @example
 * ```ts
 * import { count, fromBatches, pipe, tee, toArray } from '@rivulet/core'
 * import type { BufferPolicy, TeeOptions } from '@rivulet/core'
 *
 * // For a preview beside the work: it may miss items, and takes no memory for them.
 * const lossy: TeeOptions<BufferPolicy> = { limit: 2, policy: 'drop-newest' }
 * const [work, preview] = tee(fromBatches(() => [[1, 2, 3, 4]]), 2, lossy)
 * console.log(await pipe(work, count()), await pipe(preview, toArray())) // 4 [1, 2]
 * ```
 */
export interface TeeOptions<P> {
  /**
   * How many items a reader may be ahead of the slowest one: a whole number of at least 1. Memory
   * holds one more at most, which shows whether the source goes on.
   * @default 1024
   */
  readonly limit?: number
  /**
   * What happens beyond that: see `BufferPolicy`.
   * @default 'wait' over an asynchronous source, 'throw' over a synchronous one
   */
  readonly policy?: P
}

/** One reader: a `Flow` over a source that surely is asynchronous, and one or the other if it may be. */
export type Reader<S extends Source> =
  KindOf<S> extends 'async' ? Flow<Item<S>> : Delivered<KindOf<S>, Item<S>>
type Delivered<K, T> = 'async' extends K ? Seq<T> | Flow<T> : Seq<T>

/** As many readers as asked for, if the compiler knows the number. */
type Readers<R, Count extends number, Made extends readonly R[] = []> = number extends Count
  ? R[]
  : `${Count}` extends `-${string}` | `${string}.${string}` | `${string}e${string}`
    ? R[]
    : Made['length'] extends Count
      ? Made
      : Readers<R, Count, readonly [...Made, R]>

/**
 * Several readers over one run of a source. Each gets every item, at its own speed, and can be
 * iterated once. An item is held, once for all of them, until the slowest has taken it.
 *
 * The source is opened when the first reader is, and closed when the last has left: one that has ended
 * or was closed does not hold the others up any longer, one that nobody has iterated yet does. Over a
 * synchronous source, or under `wait`, do not read one to its end before the other unless `limit`
 * items are all there is. An error of the source reaches every reader, after the items before it.
 * @param count how many readers: a whole number of at least 1
 * @throws TypeError if `source` is not iterable, TypeError or RangeError for a wrong count or option
 *
 * @example
 * ```ts
 * import { count, fromBatches, pipe, take, tee, toArray } from '@rivulet/core'
 *
 * const letters = fromBatches(async function* () {
 *   yield ['a', 'b']
 *   yield ['c']
 * })
 * const [some, all] = tee(letters, 2)
 * console.log(await Promise.all([pipe(some, take(1), toArray()), pipe(all, count())]))
 * // [['a'], 3]
 * ```
 */
export function tee<S extends Source, const Count extends number>(
  source: S,
  count: Count,
  options?: TeeOptions<PolicyFor<S>>,
): Readers<Reader<S>, Count>
export function tee<S extends Source>(
  source: S,
  count: number,
  options: TeeOptions<PolicyFor<S>> = {},
): readonly (Seq<unknown> | Flow<unknown>)[] {
  const kind = checkSource('tee', 'the source', source)
  checkCount('tee', 'count', count, 1, 'finite')
  const { limit, policy } = checkBuffer('tee', kind, options)
  const overflow = `tee: a reader may be ${limit} items ahead of the slowest one, and wanted another`
  const shared = new SharedRun<unknown>(source, { kind, limit, policy, overflow })
  return Array.from({ length: count }, () => {
    const reader = shared.join()
    const origin = (run: Run): Pull<unknown> => {
      takeOnce(itself)
      return shared.read(reader, run)
    }
    const itself = kind === 'async' ? new Flow(origin) : new Seq(origin)
    return itself
  })
}
