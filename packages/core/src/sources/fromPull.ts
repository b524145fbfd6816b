import { checkPull } from '../custom/checkPull.ts'
import { checkFunction, checkOptions } from '../kernel/check.ts'
import { takeOnce } from '../kernel/alreadyConsumedError.ts'
import { Flow } from '../kernel/flow.ts'
import type { Pull } from '../kernel/pull.ts'
import type { Run } from '../kernel/run.ts'

/**
 * The options of {@link fromPull}.
 *
 * @example
 * ```ts
 * import { DONE, fromPull, pipe, toArray, type FromPullOptions } from '@rivulet/core'
 *
 * // Sources over one queue use it up: whoever comes second is told, and does not find it empty.
 * const queue = ['a', 'b']
 * const options: FromPullOptions = { once: queue }
 * const jobs = () => fromPull<string>(() => () => queue.shift() ?? DONE, options)
 * console.log(await pipe(jobs(), toArray())) // ['a', 'b']
 * console.log(await pipe(jobs(), toArray()).catch(({ name }) => name)) // AlreadyConsumedError
 * ```
 */
export interface FromPullOptions {
  /**
   * What the source reads, if that can be read only once: a second run throws
   * `AlreadyConsumedError` before it begins.
   */
  readonly once?: object | undefined
}

/**
 * Makes a source out of the kernel's own protocol, for what calls back: a stream, an emitter, a
 * socket. Anything that can be awaited is easier to write with `fromBatches`.
 * @param start called once for each run. Its pull answers with an item, `WAIT` or `DONE`, and calls
 *   `run.wake()` when there is more to say after a `WAIT`; `run.defer` registers the cleanup. One that
 *   may never have to wait asks `run.spend` first, to be fair to the rest of the process.
 * @throws TypeError if `start` is not a function, and in the run if it does not return one
 *
 * @example
 * ```ts
 * import { DONE, fromPull, pipe, toArray, WAIT } from '@rivulet/core'
 *
 * const ticks = fromPull<number>((run) => {
 *   let due = 0
 *   let delivered = 0
 *   const timer = setInterval(() => {
 *     due++
 *     run.wake()
 *   }, 1)
 *   run.defer(() => clearInterval(timer))
 *   return () => {
 *     if (delivered === 3) return DONE
 *     return delivered < due ? delivered++ : WAIT
 *   }
 * })
 * console.log(await pipe(ticks, toArray())) // [0, 1, 2]
 * ```
 */
export function fromPull<T>(start: (run: Run) => Pull<T>, options: FromPullOptions = {}): Flow<T> {
  checkFunction('fromPull', 'start', start)
  checkOptions('fromPull', options)
  const { once } = options
  return new Flow((run) => {
    if (once !== undefined) takeOnce(once)
    return checkPull('fromPull', start(run))
  })
}
