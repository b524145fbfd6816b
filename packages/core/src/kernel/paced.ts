import { DONE, WAIT, type Pull } from './pull.ts'
import type { Run } from './run.ts'

/**
 * Spends credit for each answer of a pull that may never have to wait, and keeps its `DONE`. For
 * sources that compute their items, or have them in memory.
 */
export function paced<T>(up: Pull<T>, run: Run): Pull<T> {
  let ended = false
  return () => {
    if (ended) return DONE
    if (run.spend(1) === 0) return WAIT
    const answer = up()
    if (answer === DONE) ended = true
    return answer
  }
}
