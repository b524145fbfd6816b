import { sink, type Sink } from '../kernel/operator.ts'
import { DONE, noItem, WAIT } from '../kernel/pull.ts'

/**
 * What the sinks share that put every item into a collection: a new one for each run.
 * @param take puts one item into it
 */
export function collect<A, C>(create: () => C, take: (into: C, item: A) => void): Sink<A, C> {
  return sink((up) => {
    const collection = create()
    return () => {
      for (;;) {
        const item = up()
        if (noItem(item)) return item === DONE ? collection : WAIT
        take(collection, item)
      }
    }
  })
}
