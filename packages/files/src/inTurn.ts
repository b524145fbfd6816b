import { DONE, type Pull } from '@rivulet/core'

/** Pulls one after the other: when one has nothing more, the next one begins. */
export function inTurn<T>(...pulls: readonly Pull<T>[]): Pull<T> {
  const left = pulls.values()
  let current: Pull<T> | undefined = left.next().value
  return () => {
    while (current) {
      const answer = current()
      if (answer !== DONE) return answer
      current = left.next().value
    }
    return DONE
  }
}
