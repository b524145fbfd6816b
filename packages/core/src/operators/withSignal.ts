import { checkSignal, show } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { watchAbort } from '../kernel/watchAbort.ts'

/**
 * Ends the pipeline with the signal's reason as its error as soon as the signal is aborted, also while
 * the source is waiting. The source is closed then. With a signal that is aborted already, the
 * source is not asked for anything.
 * @throws TypeError if `signal` is not an AbortSignal
 *
 * @example
 * ```ts
 * import { pipe, range, toArray, withSignal } from '@rivulet/core'
 *
 * console.log(pipe(range(0, 3), withSignal(AbortSignal.timeout(1000)), toArray())) // [0, 1, 2]
 * ```
 */
export function withSignal<A>(signal: AbortSignal): Operator<A, Many<A>> {
  if (signal === undefined) {
    throw new TypeError(`withSignal: signal must be an AbortSignal, got ${show(signal)}`)
  }
  checkSignal('withSignal', signal)
  return operator((up, run) => {
    const throwIfAborted = watchAbort(signal, run)
    return () => {
      throwIfAborted()
      return up()
    }
  })
}
