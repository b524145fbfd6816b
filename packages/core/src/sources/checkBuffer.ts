import { checkCount, checkOptions, show } from '../kernel/check.ts'
import type { Kind, KindOf, Source } from '../kernel/source.ts'

/**
 * What happens when a reader would be more than `limit` items ahead of the slowest one:
 *
 * - `wait`: it waits, until the slowest has taken an item or has left.
 * - `throw`: it gets a `BufferOverflowError`. The others go on.
 * - `drop-oldest`: it goes on, and the slow ones lose the oldest items that they have not taken.
 * - `drop-newest`: it goes on, and the slow ones lose what they have no room for.
 *
 * @example
 * ```ts
 * import { fromBatches, pipe, tee, toArray, type BufferPolicy } from '@rivulet/core'
 *
 * // Leaves it to the caller what becomes of the slower reader of two.
 * function copies(letters: string[], policy: BufferPolicy) {
 *   return tee(fromBatches(() => [letters]), 2, { limit: 2, policy })
 * }
 *
 * const [fast, slow] = copies(['a', 'b', 'c'], 'drop-oldest')
 * console.log(await pipe(fast, toArray()), await pipe(slow, toArray()))
 * // ['a', 'b', 'c'] ['b', 'c']
 * ```
 */
export type BufferPolicy = 'wait' | 'throw' | 'drop-oldest' | 'drop-newest'

/** The policies that a source allows: a synchronous reader cannot wait. */
export type PolicyFor<S extends Source> =
  KindOf<S> extends 'async' ? BufferPolicy : Exclude<BufferPolicy, 'wait'>

/** How many items are held where nothing is said. */
const DEFAULT_LIMIT = 1024

/** The options of a buffer between readers, checked and complete. */
export function checkBuffer(
  name: string,
  kind: Kind,
  options: { readonly limit?: number; readonly policy?: BufferPolicy },
): { readonly limit: number; readonly policy: BufferPolicy } {
  checkOptions(name, options)
  const { limit = DEFAULT_LIMIT, policy = kind === 'async' ? 'wait' : 'throw' } = options
  checkCount(name, 'limit', limit, 1, 'finite')
  const allowed = ['throw', 'drop-oldest', 'drop-newest', ...(kind === 'async' ? ['wait'] : [])]
  if (allowed.includes(policy)) return { limit, policy }
  const constraint = `policy must be one of ${allowed.join(', ')}${kind === 'sync' ? ', as a synchronous reader cannot wait' : ''}`
  const message = `${name}: ${constraint}, got ${show(policy)}`
  throw typeof policy === 'string' ? new RangeError(message) : new TypeError(message)
}
