import { DONE, noItem, type Pull } from '../kernel/pull.ts'
import type { Inner, Run } from '../kernel/run.ts'
import type { Source } from '../kernel/source.ts'

/**
 * What `concat`, `flatMap` and `flatten` share: the items of one source after the other, each opened
 * when its turn comes. An error of `sourceOf` is one of the pull.
 */
export function oneAfterTheOther<A, T>(
  up: Pull<A>,
  run: Run,
  sourceOf: (item: A) => Source<T>,
): Pull<T> {
  let inner: Inner<T> | undefined
  return () => {
    for (;;) {
      if (inner === undefined) {
        const item = up()
        if (noItem(item)) return item
        inner = run.open(sourceOf(item))
      }
      const answer = inner.pull()
      if (answer !== DONE) return answer
      inner = undefined
    }
  }
}
