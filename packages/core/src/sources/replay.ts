import { checkCount, checkOptions } from '../kernel/check.ts'
import { Flow } from '../kernel/flow.ts'
import { checkSource } from '../kernel/open.ts'
import type { Pull } from '../kernel/pull.ts'
import type { Run } from '../kernel/run.ts'
import { Seq } from '../kernel/seq.ts'
import type { Source } from '../kernel/source.ts'
import { SharedRun } from './sharedRun.ts'
import type { Reader } from './tee.ts'

/**
 * The options of {@link replay}.
 *
 * @example
 * ```ts
 * import { BufferOverflowError, replay, type ReplayOptions } from '@rivulet/core'
 *
 * // As much as a test may keep. A source that is longer than anybody thought is noticed.
 * const small: ReplayOptions = { limit: 2 }
 * const words = replay(['a', 'b', 'c'].values(), small)
 * try {
 *   for (const word of words) console.log(word)
 * } catch (error) {
 *   console.log(error instanceof BufferOverflowError)
 * }
 * // a
 * // b
 * // true
 * ```
 */
export interface ReplayOptions {
  /**
   * How many items are remembered: a whole number of at least 1. A source with more is an error.
   * @default 1024
   */
  readonly limit?: number
}

/**
 * Remembers the items of a source, so that one that can be read only once can be iterated again, and
 * by several at the same time. They share one run of the source: whoever is ahead reads on, the others
 * read what is remembered.
 *
 * The run is remembered when the source has ended, or has failed: every iteration then gives the same
 * items, and the same error. If all have left before, the source is closed and the items are
 * forgotten; the next iteration begins anew, or throws `AlreadyConsumedError` if it cannot. A source
 * with more than `limit` items is a `BufferOverflowError` in the place of the item after them.
 * @throws TypeError if `source` is not iterable, TypeError or RangeError for a wrong limit
 *
 * @example
 * ```ts
 * import { replay } from '@rivulet/core'
 *
 * const words = replay(new Set(['a', 'b']).values()) // an iterator can be read only once
 * console.log([...words], [...words]) // ['a', 'b'] ['a', 'b']
 * ```
 */
export function replay<S extends Source>(source: S, options?: ReplayOptions): Reader<S>
export function replay(source: Source, options: ReplayOptions = {}): Seq<unknown> | Flow<unknown> {
  const kind = checkSource('replay', 'the source', source)
  checkOptions('replay', options)
  const { limit = 1024 } = options
  checkCount('replay', 'limit', limit, 1, 'finite')
  const overflow = `replay: the source has more than ${limit} items, which is the limit`
  const begin = (): SharedRun<unknown> =>
    new SharedRun(source, { kind, limit, policy: 'throw', overflow, remembers: true })
  let shared: SharedRun<unknown> | undefined
  const origin = (run: Run): Pull<unknown> => {
    if (shared === undefined || shared.wasLeft) shared = begin()
    return shared.read(shared.join(), run)
  }
  return kind === 'async' ? new Flow(origin) : new Seq(origin)
}
