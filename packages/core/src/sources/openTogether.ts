import type { Inner, Run } from '../kernel/run.ts'
import type { Source } from '../kernel/source.ts'

/**
 * Opens several sources of which more than one may be asked at a time, and sees to it that they are
 * closed at the same time as well. One after the other, as a run closes what it opened, each that is
 * still waiting for an item would add its grace to the others'.
 */
export function openTogether<T>(sources: readonly Source<T>[], run: Run): Inner<T>[] {
  const inners = sources.map((source) => run.open(source))
  // The last registered, so it comes first. In a synchronous run nothing waits, and the usual order will do.
  if (run.kind === 'async') {
    run.defer(() => Promise.all(inners.map(async (inner) => inner.close())))
  }
  return inners
}
