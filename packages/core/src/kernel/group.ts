import { Execution } from './execution.ts'
import { waiting } from './pull.ts'
import type { Run } from './run.ts'
import { Scope } from './scope.ts'
import type { Kind } from './source.ts'

/**
 * A part of a run for sources that do not depend on each other. Those that it opens are closed at the
 * same time, and not one after the other, when the run is over.
 */
export function group(run: Run): Pick<Run, 'open'> {
  return new Execution(() => waiting, run.kind, run as Execution<unknown>, new GroupScope())
}

/** Begins all cleanups at once, the last added first, and waits for all. */
class GroupScope extends Scope {
  override close(kind: Kind, errors: unknown[] = []): Promise<void> | undefined {
    if (kind === 'sync') return super.close(kind, errors)
    const cleanups: Promise<void>[] = []
    for (let cleanup = this.takeLast(); cleanup !== undefined; cleanup = this.takeLast()) {
      cleanups.push(cleanUp(cleanup, errors))
    }
    return cleanups.length === 0
      ? undefined
      : Promise.all(cleanups).then(() => {
          if (errors.length > 0) throw errors[0]
        })
  }
}

async function cleanUp(cleanup: () => unknown, errors: unknown[]): Promise<void> {
  try {
    await cleanup()
  } catch (error) {
    errors.push(error)
  }
}
