import { sink, type Sink } from '../kernel/operator.ts'
import { DONE, noItem, WAIT } from '../kernel/pull.ts'

/**
 * What the sinks share that need no more than one item: they stop at the first one that matches, which
 * closes the source.
 * @param found makes the result of that item
 * @param missing the result if no item matches
 */
export function firstWhere<A, R>(
  matches: (item: A, index: number) => unknown,
  found: (item: A) => R,
  missing: R,
): Sink<A, R> {
  return sink((up) => {
    let index = 0
    return () => {
      for (;;) {
        const item = up()
        if (noItem(item)) return item === DONE ? missing : WAIT
        if (matches(item, index++)) return found(item)
      }
    }
  })
}
