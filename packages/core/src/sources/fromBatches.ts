import { checkFunction, show } from '../kernel/check.ts'
import { Flow } from '../kernel/flow.ts'
import { kindOf, open } from '../kernel/open.ts'
import { pullBatches } from '../kernel/pullBatches.ts'
import type { Source } from '../kernel/source.ts'

/**
 * What the function given to {@link fromBatches} is called with.
 *
 * @example
 * ```ts
 * import { fromBatches, pipe, toArray, type BatchContext } from '@rivulet/core'
 *
 * // A generator that stands by itself. A `break` ends the request that is under way.
 * async function* rows({ signal }: BatchContext) {
 *   for (const page of ['["a","b"]', '["c"]']) {
 *     const response = await fetch(`data:application/json,${page}`, { signal })
 *     yield (await response.json()) as string[]
 *   }
 * }
 *
 * console.log(await pipe(fromBatches(rows), toArray())) // ['a', 'b', 'c']
 * ```
 */
export interface BatchContext {
  /** Aborted as soon as the run is over: pass it to whatever the source waits for. */
  readonly signal: AbortSignal
}

/**
 * Makes a source of your own out of an async generator function that yields arrays: what one read, one
 * page or one fetch of rows brings. The items of a batch are delivered without a promise for
 * each. The next batch is asked for when the last item of the one before is taken, so yield what is
 * there and do not wait to fill a batch up.
 * @param make called once for each run; gives an iterable of arrays, asynchronous or not
 * @throws TypeError if `make` is not a function
 *
 * @example
 * ```ts
 * import { fromBatches, pipe, toArray } from '@rivulet/core'
 *
 * const rows = fromBatches(async function* () {
 *   yield ['a', 'b']
 *   yield ['c']
 * })
 * console.log(await pipe(rows, toArray())) // ['a', 'b', 'c']
 * ```
 */
export function fromBatches<T>(make: (context: BatchContext) => Source<ArrayLike<T>>): Flow<T> {
  checkFunction('fromBatches', 'make', make)
  return new Flow((run) => {
    const context: BatchContext = {
      get signal() {
        return run.signal
      },
    }
    const batches = make(context)
    if (kindOf(batches) === undefined) {
      throw new TypeError(
        `fromBatches: make must return an iterable of arrays, got ${show(batches)}`,
      )
    }
    return pullBatches(open(batches, run), run)
  })
}
