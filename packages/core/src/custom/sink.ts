import { sink as described, type OperatorOptions, type Sink } from '../kernel/operator.ts'
import type { Pull } from '../kernel/pull.ts'
import type { Run } from '../kernel/run.ts'
import type { Kind } from '../kernel/source.ts'
import { checkOperator } from './checkOperator.ts'
import { checkPull } from './checkPull.ts'

/**
 * Makes a sink of your own: an operator whose pull takes all that it needs from `up` and then answers
 * once, with the result.
 * @throws TypeError if `start` is not a function, and in the run if it does not return one, RangeError for a kind that there is not
 *
 * @example
 * ```ts
 * import { DONE, noItem, pipe, sink, WAIT } from '@rivulet/core'
 *
 * function longest() {
 *   return sink<string, string>((up) => {
 *     let best = ''
 *     return () => {
 *       for (;;) {
 *         const item = up()
 *         if (noItem(item)) return item === DONE ? best : WAIT
 *         if (item.length > best.length) best = item
 *       }
 *     }
 *   })
 * }
 *
 * console.log(pipe(['pear', 'banana', 'fig'], longest())) // banana
 * ```
 */
export function sink<A, R, K extends Kind = 'sync'>(
  start: (up: Pull<A>, run: Run) => Pull<R>,
  options: OperatorOptions<K> = {},
): Sink<A, R, K> {
  checkOperator('sink', start, options)
  return described((up, run) => checkPull('sink', start(up, run)), options)
}
