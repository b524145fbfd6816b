import { sink, type Sink } from '../kernel/operator.ts'
import { DONE, noItem, WAIT } from '../kernel/pull.ts'

/**
 * Runs the pipeline to its end and keeps nothing: for what its stages do on the way.
 *
 * @example
 * ```ts
 * import { drain, mapAsync, pipe } from '@rivulet/core'
 *
 * const save = async (name: string) => console.log(name)
 * await pipe(['a', 'b'], mapAsync(save, { concurrency: 2 }), drain())
 * // a
 * // b
 * ```
 */
export function drain(): Sink<unknown, void> {
  return sink((up) => () => {
    for (;;) {
      const item = up()
      if (noItem(item)) return item === DONE ? undefined : WAIT
    }
  })
}
