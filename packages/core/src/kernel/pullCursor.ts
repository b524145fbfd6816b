import { CURSOR } from './cursor.ts'
import { DONE, WAIT, type Pull } from './pull.ts'
import type { Run } from './run.ts'
import type { CursorSource } from './source.ts'

/** Delivers the items of a cursor that another package, or another copy of this one, opens. */
export function pullCursor<T>(source: CursorSource<T>, run: Run): Pull<T> {
  const cursor = source[CURSOR]()
  const wake = (): void => {
    waiting = false
    run.wake()
  }
  let ended = false
  let waiting = false
  run.defer(() => {
    if (ended) return undefined
    ended = true
    return cursor.close()
  })
  return () => {
    if (ended) return DONE
    if (run.spend(1) === 0) return WAIT
    try {
      const answer = cursor.pull()
      if (answer === WAIT && !waiting) {
        waiting = true
        cursor.ready().then(wake, wake)
      }
      if (answer === DONE) ended = true
      return answer
    } catch (error) {
      ended = true
      throw error
    }
  }
}
