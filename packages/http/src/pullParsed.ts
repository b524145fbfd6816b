import { noItem, WAIT, type Pull, type Run } from '@rivulet/core'
import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { ItemPlace } from './invalidItemError.ts'
import { isLater, outputOf } from './validate.ts'

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
  let settled: { readonly result: StandardSchemaV1.Result<T> } | undefined
  return () => {
    if (pending) return WAIT
    if (settled === undefined) {
      const item = up()
      if (noItem(item)) return item
      const answer = schema['~standard'].validate(item)
      if (!isLater(answer)) return outputOf(answer, place(count++))
      pending = true
      answer.then(
        (result) => {
          pending = false
          settled = { result }
          run.wake()
        },
        (error: unknown) => run.fail(error),
      )
      return WAIT
    }
    const { result } = settled
    settled = undefined
    return outputOf(result, place(count++))
  }
}
