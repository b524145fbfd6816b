import { checkFunction } from '../kernel/check.ts'
import type { Pull } from '../kernel/pull.ts'

/** Refuses what the `start` of a user's own returned, such as a generator or nothing, before it is called as a pull. */
export function checkPull<T>(name: string, pull: Pull<T>): Pull<T> {
  checkFunction(name, 'what start returns', pull)
  return pull
}
