import { checkFunction } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { checkAsyncOptions, type AsyncContext, type AsyncOptions } from './asyncOptions.ts'
import { concurrently } from './concurrently.ts'

/**
 * Delivers what the promises of the callback resolve to, with up to `concurrency` of them under way.
 * The results before an error are delivered first; callbacks that are still under way then are
 * abandoned, and what they reject with is ignored.
 * @throws TypeError or RangeError for a bad argument
 *
 * @example
 * ```ts
 * import { mapAsync, pipe, toArray } from '@rivulet/core'
 *
 * const sizes = await pipe(
 *   ['a', 'bb'],
 *   mapAsync(async (text) => text.length, { concurrency: 2 }),
 *   toArray(),
 * )
 * console.log(sizes) // [1, 2]
 * ```
 */
export function mapAsync<A, B>(
  callback: (item: A, index: number, context: AsyncContext) => PromiseLike<B> | B,
  options: AsyncOptions = {},
): Operator<A, Many<B>, 'async'> {
  checkFunction('mapAsync', 'callback', callback)
  const checked = checkAsyncOptions('mapAsync', options)
  return operator((up, run) => concurrently(up, run, checked, callback), { kind: 'async' })
}
