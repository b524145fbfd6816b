import { DONE, WAIT, type Pull } from './pull.ts'
import type { Run } from './run.ts'
import type { Source } from './source.ts'

/** Whether going through it by index is the same as iterating it. */
export function isPlainArray<T>(source: Source<T>): source is readonly T[] {
  return Array.isArray(source) && source[Symbol.iterator] === Array.prototype[Symbol.iterator]
}

/** Delivers the items of an array, as its iterator would: also those that are added on the way. */
export function pullArray<T>(array: readonly T[], run: Run): Pull<T> {
  let index = 0
  let limit = 0
  return () => {
    if (index < limit && index < array.length) return array[index++] as T
    if (index >= array.length) {
      index = Infinity
      return DONE
    }
    limit = index + run.spend(array.length - index)
    if (limit === index) return WAIT
    return array[index++] as T
  }
}
