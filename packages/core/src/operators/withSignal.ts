import { checkSignal, show } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { watchAbort } from '../kernel/watchAbort.ts'

/**
 * Ends the pipeline with the signal's reason as its error as soon as the signal is aborted, also while
 * the source is waiting. The source is closed then. With a signal that is aborted already, the
 * source is not asked for anything. While a synchronous pipeline runs no timer goes off, nor any
 * event: there only a callback can abort the signal.
 * @throws TypeError if `signal` is not an AbortSignal
 *
 * @example
 * ```ts
 * import { drain, mapAsync, pipe, range, withSignal } from '@rivulet/core'
 *
 * const endless = pipe(range(0, Infinity), mapAsync(async (n) => n))
 * const run = pipe(endless, withSignal(AbortSignal.timeout(20)), drain())
 * console.log(await run.catch(({ name }) => name)) // TimeoutError
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
