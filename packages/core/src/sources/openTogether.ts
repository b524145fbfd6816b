import { group } from '../kernel/group.ts'
import type { Inner, Run } from '../kernel/run.ts'
import type { Source } from '../kernel/source.ts'

/** Opens several sources of which more than one may be asked at a time; they are closed at the same time, too. */
export function openTogether<T>(sources: readonly Source<T>[], run: Run): Inner<T>[] {
  const together = group(run)
  return sources.map((source) => together.open(source))
}
