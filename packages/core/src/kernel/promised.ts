import { isPromiseLike, refuseString } from './check.ts'
import { open } from './open.ts'
import { openCursor } from './openCursor.ts'
import { waiting, type Pull } from './pull.ts'
import type { Origin, Run } from './run.ts'
import type { Source } from './source.ts'

const NO_STRING = 'the callback must not return a string'

/**
 * Delivers the items of a source that a callback returned, or will: it is opened as soon as its promise
 * resolves. If the run is over by then it is only closed, as it may be a stream or a file that is open.
 * @param name whose callback it is
 */
function pullPromised<T>(
  name: string,
  source: Source<T> | PromiseLike<Source<T>>,
  run: Run,
): Pull<T> {
  if (!isPromiseLike(source)) return open(refuseString(name, NO_STRING, source), run)
  let pull: Pull<T> = waiting
  let isOver = false
  run.defer(() => {
    isOver = true
  })
  const fail = (error: unknown): void => {
    pull = () => {
      throw error
    }
    run.wake()
  }
  source.then((settled) => {
    if (isOver) return closeUnused(settled)
    try {
      pull = open(refuseString(name, NO_STRING, settled), run)
      run.wake()
    } catch (error) {
      fail(error)
    }
  }, fail)
  return () => pull()
}

/**
 * The same for a source that is opened later, or never, if the callback has closed the run that it was called
 * in: a rejection is heard from now on.
 */
export function promised<T>(name: string, source: Source<T> | PromiseLike<Source<T>>): Origin<T> {
  if (isPromiseLike(source)) source.then(undefined, () => {})
  return (run) => pullPromised(name, source, run)
}

function closeUnused(source: Source): void {
  try {
    openCursor(source)
      .close()
      .catch(() => {}) // the run has ended, and nobody is left to tell
  } catch {
    // What is no source has nothing to close.
  }
}
