import { checkMilliseconds } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { WAIT } from '../kernel/pull.ts'
import { timer } from '../kernel/timer.ts'

/**
 * Ends the pipeline with an error if the next item, or the end, takes longer than `ms` milliseconds
 * from when it was asked for. The source is closed then. The time that the consumer takes does not count. For
 * a limit on the whole there is `withSignal(AbortSignal.timeout(ms))`; the error is like the one of that: a
 * `DOMException` with the name `TimeoutError`.
 * @param ms milliseconds, at least 1
 * @throws TypeError if `ms` is not a number, RangeError if it is below 1 or above 2147483647
 *
 * @example
 * ```ts
 * import { pipe, timeout, toArray } from '@rivulet/core'
 *
 * async function* stuck() {
 *   yield 'first'
 *   await new Promise(() => {})
 * }
 * try {
 *   await pipe(stuck(), timeout(10), toArray())
 * } catch (error) {
 *   console.log((error as Error).name)
 * }
 * // TimeoutError
 * ```
 */
export function timeout<A>(ms: number): Operator<A, Many<A>, 'async'> {
  checkMilliseconds('timeout', 'ms', ms, 1)
  return operator<A, A, 'async'>(
    (up, run) => {
      let isLate = false
      const patience = timer(run, () => {
        isLate = true
      })
      return () => {
        const item = up()
        if (item !== WAIT) {
          patience.stop()
          isLate = false
          return item
        }
        if (isLate) throw new DOMException(`no item came within ${ms} milliseconds`, 'TimeoutError')
        if (!patience.isRunning) patience.start(ms)
        return WAIT
      }
    },
    { kind: 'async' },
  )
}
