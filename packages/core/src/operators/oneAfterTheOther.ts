import { DONE, noItem, type Pull } from '../kernel/pull.ts'
import { isPlainArray, pullArray } from '../kernel/pullArray.ts'
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
  let inner: Pick<Inner<T>, 'pull'> | undefined
  return () => {
    for (;;) {
      if (inner === undefined) {
        const item = up()
        if (noItem(item)) return item
        const source = sourceOf(item)
        // An array has nothing to close: no part of the run is needed for the commonest inner source.
        inner = isPlainArray(source) ? { pull: pullArray(source, run) } : run.open(source)
      }
      const answer = inner.pull()
      if (answer !== DONE) return answer
      inner = undefined
    }
  }
}
