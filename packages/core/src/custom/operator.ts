import {
  operator as described,
  type Many,
  type Operator,
  type OperatorOptions,
} from '../kernel/operator.ts'
import type { Pull } from '../kernel/pull.ts'
import type { Run } from '../kernel/run.ts'
import type { Kind } from '../kernel/source.ts'
import { checkOperator } from './checkOperator.ts'
import { checkPull } from './checkPull.ts'

/**
 * Makes an operator of your own. `start` is called once for each run with the pull of the stage
 * before, and returns the pull of this one. State lives in its closure.
 *
 * @param start `(up, run) => pull`. The pull answers with an item, passes `WAIT` and `DONE` on, and
 *   after `DONE` answers `DONE` again. `up` keeps the same promise.
 * @throws TypeError if `start` is not a function, and in the run if it does not return one, RangeError for a kind that there is not
 *
 * @example
 * ```ts
 * import { noItem, operator, pipe, toArray } from '@rivulet/core'
 *
 * function everySecond<T>() {
 *   return operator<T, T>((up) => {
 *     let skip = false
 *     return () => {
 *       for (;;) {
 *         const item = up()
 *         if (noItem(item)) return item
 *         skip = !skip
 *         if (!skip) return item
 *       }
 *     }
 *   })
 * }
 *
 * console.log(pipe(['a', 'b', 'c', 'd'], everySecond(), toArray())) // ['b', 'd']
 * ```
 */
export function operator<A, B, K extends Kind = 'sync'>(
  start: (up: Pull<A>, run: Run) => Pull<B>,
  options: OperatorOptions<K> = {},
): Operator<A, Many<B>, K> {
  checkOperator('operator', start, options)
  return described((up, run) => checkPull('operator', start(up, run)), options)
}
