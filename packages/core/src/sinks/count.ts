import { aggregate, type AggregateSink } from './aggregate.ts'

/**
 * Counts the items.
 *
 * @example
 * ```ts
 * import { count, filter, pipe } from '@rivulet/core'
 *
 * console.log(pipe([200, 404, 200], filter((status) => status === 200), count())) // 2
 * ```
 */
export function count(): AggregateSink<unknown, number, number> {
  return aggregate({
    init: () => 0,
    step: (state) => state + 1,
    merge: (left, right) => left + right,
    finish: (state) => state,
  })
}
