import { checkFunction } from '../kernel/check.ts'
import { sink, type Sink } from '../kernel/operator.ts'
import { DONE, WAIT } from '../kernel/pull.ts'
import {
  checkAsyncOptions,
  type AsyncContext,
  type AsyncOptions,
} from '../operators/asyncOptions.ts'
import { concurrently } from '../operators/concurrently.ts'

/**
 * Calls the callback with each item, with up to `concurrency` of its promises under way, and resolves when
 * the last one has. The first error ends it: nothing new is begun, the source is closed, and what
 * callbacks that are still under way reject with is ignored.
 *
 * Here `ordered` is false by default, so that a slow callback holds back none. With `true` no callback
 * is begun more than `concurrency` items after one that is still under way, and the error of the
 * earliest item is the one that is thrown.
 * @throws TypeError or RangeError for a bad argument
 *
 * @example
 * ```ts
 * import { forEachAsync, pipe } from '@rivulet/core'
 *
 * const stored = new Set<string>()
 * const store = async (word: string) => stored.add(word)
 * await pipe(['fig', 'kiwi'], forEachAsync(store, { concurrency: 2 }))
 * console.log(stored.size) // 2
 * ```
 */
export function forEachAsync<A>(
  callback: (item: A, index: number, context: AsyncContext) => unknown,
  options: AsyncOptions = {},
): Sink<A, void, 'async'> {
  checkFunction('forEachAsync', 'callback', callback)
  const checked = checkAsyncOptions('forEachAsync', options, false)
  return sink<A, void, 'async'>(
    (up, run) => {
      const settled = concurrently(up, run, checked, callback)
      return () => {
        for (;;) {
          const result = settled()
          if (result === WAIT) return WAIT
          if (result === DONE) return undefined
        }
      }
    },
    { kind: 'async' },
  )
}
