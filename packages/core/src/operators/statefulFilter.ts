import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { noItem } from '../kernel/pull.ts'

/**
 * What `dropWhile`, `distinct` and `dedupe` share: a filter that remembers. `start` is called once for
 * each run and returns its predicate. (`filter` itself is a step, which has no state.)
 */
export function statefulFilter<A>(start: () => (item: A) => unknown): Operator<A, Many<A>> {
  return operator((up) => {
    const keeps = start()
    return () => {
      for (;;) {
        const item = up()
        if (noItem(item) || keeps(item)) return item
      }
    }
  })
}
