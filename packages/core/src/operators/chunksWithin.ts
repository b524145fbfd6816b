import { checkCount, checkMilliseconds, checkOptions } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { DONE, WAIT } from '../kernel/pull.ts'
import { timer } from '../kernel/timer.ts'

/**
 * The options of {@link chunksWithin}.
 *
 * @example
 * ```ts
 * import { chunksWithin, pipe, toArray, type ChunksWithinOptions } from '@rivulet/core'
 *
 * // What one insert takes, for all that write to the database.
 * const insert: ChunksWithinOptions = { size: 2, ms: 250 }
 * console.log(await pipe(['a', 'b', 'c'], chunksWithin(insert), toArray())) // [['a', 'b'], ['c']]
 * ```
 */
export interface ChunksWithinOptions {
  /** How many items make a chunk full: a whole number of at least 1. */
  readonly size: number
  /** After how many milliseconds a chunk is delivered as it is, counted from its first item: at least 1. */
  readonly ms: number
}

/**
 * Delivers the items in arrays: each as soon as it has `size` items, or `ms` milliseconds after its first
 * one came. No array is empty. What has been gathered is delivered before the end, and before an error of
 * the source. While the consumer is busy nothing is taken from the source.
 * @throws TypeError or RangeError for a bad option
 *
 * @example
 * ```ts
 * import { chunksWithin, pipe, toArray } from '@rivulet/core'
 *
 * console.log(await pipe([1, 2, 3], chunksWithin({ size: 2, ms: 100 }), toArray())) // [[1, 2], [3]]
 * ```
 */
export function chunksWithin<A>(options: ChunksWithinOptions): Operator<A, Many<A[]>, 'async'> {
  checkOptions('chunksWithin', options)
  const { size, ms } = options
  checkCount('chunksWithin', 'size', size, 1, 'finite')
  checkMilliseconds('chunksWithin', 'ms', ms, 1)
  return operator<A, A[], 'async'>(
    (up, run) => {
      let chunk: A[] = []
      let isDue = false
      let failure: { readonly error: unknown } | undefined
      const patience = timer(run, () => {
        isDue = true
      })
      const flush = (): A[] => {
        const full = chunk
        chunk = []
        isDue = false
        patience.stop()
        return full
      }
      const next = (): ReturnType<typeof up> => {
        if (failure) return DONE
        try {
          return up()
        } catch (error) {
          failure = { error }
          return DONE
        }
      }
      const finish = (): typeof DONE => {
        if (failure) throw failure.error
        return DONE
      }
      return () => {
        for (;;) {
          if (isDue) return flush()
          const item = next()
          if (item === WAIT) return WAIT
          if (item === DONE) return chunk.length > 0 ? flush() : finish()
          chunk.push(item)
          if (chunk.length === size) return flush()
          if (chunk.length === 1) patience.start(ms)
        }
      }
    },
    { kind: 'async' },
  )
}
