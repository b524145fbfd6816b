import { AlreadyConsumedError, checkNotTaken } from '../kernel/alreadyConsumedError.ts'
import type { Flow } from '../kernel/flow.ts'
import { checkSource, open } from '../kernel/open.ts'
import type { Seq } from '../kernel/seq.ts'
import type { Item, Source } from '../kernel/source.ts'
import { together, type Together } from './together.ts'

/** Not the set of what the kernel has taken: it would then refuse to open a stream that is marked here. */
const read = new WeakSet<object>()

/**
 * The items of a source that can be read only once although it does not look like it: each iterator
 * that it makes goes on where the one before stopped, or reads what the first one has emptied. The
 * second iteration throws `AlreadyConsumedError` instead of giving a part of the items or none,
 * wherever in the program the source was marked. Generator objects and streams need no mark.
 * @throws TypeError for something that is not iterable
 *
 * @example
 * ```ts
 * import { AlreadyConsumedError, once, pipe, toArray } from '@rivulet/core'
 *
 * const queue = ['a', 'b']
 * const jobs = once({
 *   *[Symbol.iterator]() {
 *     for (let job = queue.shift(); job; job = queue.shift()) yield job
 *   },
 * })
 * console.log(pipe(jobs, toArray())) // ['a', 'b']
 * try {
 *   pipe(jobs, toArray())
 * } catch (error) {
 *   console.log(error instanceof AlreadyConsumedError) // true
 * }
 * ```
 */
export function once<S extends Source>(source: S): Together<[S], Item<S>>
export function once(source: Source): Seq<unknown> | Flow<unknown> {
  const kind = checkSource('once', 'source', source)
  const key: object = Object(source)
  return together([kind], (run) => {
    checkNotTaken(key)
    if (read.has(key)) throw new AlreadyConsumedError(key)
    read.add(key)
    return open(source, run)
  })
}
