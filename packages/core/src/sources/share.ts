import { Flow } from '../kernel/flow.ts'
import { checkSource } from '../kernel/open.ts'
import type { Pull } from '../kernel/pull.ts'
import type { Run } from '../kernel/run.ts'
import { Seq } from '../kernel/seq.ts'
import type { Source } from '../kernel/source.ts'
import { checkBuffer, type PolicyFor } from './checkBuffer.ts'
import { SharedRun } from './sharedRun.ts'
import type { Reader } from './tee.ts'

/**
 * The options of {@link share}.
 *
 * @example
 * ```ts
 * import { fromBatches, pipe, share, take, toArray, type ShareOptions } from '@rivulet/core'
 *
 * // For dashboards: nobody waits for a slow one, which loses the oldest items.
 * const live: ShareOptions<'drop-oldest'> = { limit: 100, policy: 'drop-oldest' }
 * const prices = share(
 *   fromBatches(async function* () {
 *     yield [30, 31, 29]
 *   }),
 *   live,
 * )
 * console.log(await Promise.all([pipe(prices, take(1), toArray()), pipe(prices, toArray())]))
 * // [[30], [30, 31, 29]]
 * ```
 */
export interface ShareOptions<P> {
  /**
   * How many items a consumer may be ahead of the slowest one: a whole number of at least 1. Memory
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

/**
 * One run of a source for consumers that come and go. The source is opened with the first and closed
 * with the last. A consumer that comes later gets what comes from then on. One that comes when the
 * source has ended, or when all have left, begins a new run: it gets everything again, or an
 * `AlreadyConsumedError` if the source can be read only once.
 *
 * An error of the source reaches every consumer, after the items before it. To give every item to a
 * fixed number of readers, use `tee`.
 * @throws TypeError if `source` is not iterable, TypeError or RangeError for a wrong option
 *
 * @example
 * ```ts
 * import { fromBatches, pipe, share, toArray } from '@rivulet/core'
 *
 * const ticks = share(
 *   fromBatches(async function* () {
 *     console.log('opened')
 *     yield [1, 2]
 *     yield [3]
 *   }),
 * )
 * console.log(await Promise.all([pipe(ticks, toArray()), pipe(ticks, toArray())]))
 * // opened
 * // [[1, 2, 3], [1, 2, 3]]
 * ```
 */
export function share<S extends Source>(source: S, options?: ShareOptions<PolicyFor<S>>): Reader<S>
export function share<S extends Source>(
  source: S,
  options: ShareOptions<PolicyFor<S>> = {},
): Seq<unknown> | Flow<unknown> {
  const kind = checkSource('share', 'the source', source)
  const { limit, policy } = checkBuffer('share', kind, options)
  const overflow = `share: a consumer may be ${limit} items ahead of the slowest one, and wanted another`
  const begin = (): SharedRun<unknown> => new SharedRun(source, { kind, limit, policy, overflow })
  let shared: SharedRun<unknown> | undefined
  const origin = (run: Run): Pull<unknown> => {
    if (shared === undefined || shared.isOver) shared = begin()
    return shared.read(shared.join(), run)
  }
  return kind === 'async' ? new Flow(origin) : new Seq(origin)
}
