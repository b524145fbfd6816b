// An operator of one's own: the same lines work over an array and over an asynchronous source.
import { fromBatches, noItem, operator, pipe, toArray } from '@rivulet/core'
import { deepStrictEqual } from 'node:assert/strict'

/** Delivers the difference between each number and the one before it. */
function differences() {
  return operator<number, number>((up) => {
    let before: number | undefined
    return () => {
      for (;;) {
        const item = up()
        if (noItem(item)) return item // nothing now, or nothing more: pass it on
        const difference = before === undefined ? undefined : item - before
        before = item
        if (difference !== undefined) return difference
      }
    }
  })
}

const readings = [3, 4, 9, 1]
deepStrictEqual(pipe(readings, differences(), toArray()), [1, 5, -8])

const inBatches = fromBatches(async function* () {
  yield [3, 4]
  yield [9, 1]
})
deepStrictEqual(await pipe(inBatches, differences(), toArray()), [1, 5, -8])
