import { noItem, WAIT, type Pull, type Run } from '@rivulet/core'
import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { ItemPlace } from './invalidItemError.ts'
import { outputOf, validate, type Verdict } from './validate.ts'

/**
 * Runs each item through a validator. One that is synchronous costs no promise; of one that is not, one
 * call is under way at a time.
 * @param place where the item with this index is; called before the next item is asked for
 */
export function pullParsed<T>(
  up: Pull<unknown>,
  run: Run,
  schema: StandardSchemaV1<unknown, T>,
  place: (index: number) => ItemPlace,
): Pull<T> {
  let count = 0
  let pending = false
  let settled: Verdict<T> | undefined
  return () => {
    if (pending) return WAIT
    if (settled === undefined) {
      const item = up()
      if (noItem(item)) return item
      const verdict = validate(schema, item)
      if (!(verdict instanceof Promise)) return outputOf(verdict, place(count++))
      pending = true
      void verdict.then((known) => {
        pending = false
        settled = known
        run.wake()
      })
      return WAIT
    }
    const verdict = settled
    settled = undefined
    return outputOf(verdict, place(count++))
  }
}
