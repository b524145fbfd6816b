import { operator } from '@rivulet/core'

/** An operator that changes nothing but the kind of the pipeline. */
export function asynchronous<T>() {
  return operator<T, T, 'async'>((up) => up, { kind: 'async' })
}
