import { Execution } from './execution.ts'
import { waiting } from './pull.ts'
import type { Run } from './run.ts'

/**
 * A part of a run for sources that do not depend on each other. Those that it opens are closed at the
 * same time, and not one after the other, when the run is over. A run of another copy of this package has
 * none: there it is one after the other.
 */
export function group(run: Run): Pick<Run, 'open'> {
  return run instanceof Execution ? new Group(() => waiting, run.kind, run) : run
}

class Group extends Execution<never> {
  /** Begins all cleanups at once, the last added first, and waits for all. */
  protected override cleanUp(errors: unknown[]): Promise<unknown> | undefined {
    if (this.kind === 'sync') return super.cleanUp(errors)
    const all: Promise<void>[] = []
    for (let cleanup = this.takeLast(); cleanup; cleanup = this.takeLast()) {
      all.push(note(cleanup, errors))
    }
    return all.length > 0 ? Promise.all(all) : undefined
  }
}

async function note(cleanup: () => unknown, errors: unknown[]): Promise<void> {
  try {
    await cleanup()
  } catch (error) {
    errors.push(error)
  }
}
