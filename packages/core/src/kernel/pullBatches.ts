import { show } from './check.ts'
import { noItem, WAIT, type Pull } from './pull.ts'
import type { Run } from './run.ts'

/** Delivers the items of the batches that `up` delivers, each batch as soon as it is there. */
export function pullBatches<T>(up: Pull<ArrayLike<T>>, run: Run): Pull<T> {
  let batch: ArrayLike<T> = []
  let index = 0
  let limit = 0
  return () => {
    for (;;) {
      if (index < limit) return batch[index++] as T
      if (index < batch.length) {
        limit = index + run.spend(batch.length - index)
        if (limit > index) continue
        return WAIT
      }
      const next = up()
      if (noItem(next)) return next
      // A batch without a length would vanish, and a string would come apart.
      if (typeof next !== 'object' || typeof next?.length !== 'number') {
        throw new TypeError(`fromBatches: a batch must be an array, got ${show(next)}`)
      }
      batch = next
      index = 0
      limit = 0
    }
  }
}
