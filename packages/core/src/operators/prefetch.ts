import { checkCount } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { DONE, WAIT } from '../kernel/pull.ts'
import { Queue } from '../kernel/queue.ts'

/**
 * Works ahead of its consumer: up to `count` items are taken from the source before they are asked for,
 * also while the consumer is busy with the one it has. Nothing is taken before the first item is asked
 * for. An error of the source comes after the items before it.
 * @param count a whole number of at least 1
 * @throws TypeError if `count` is not a number, RangeError if it is below 1, infinite or not whole
 *
 * @example
 * ```ts
 * import { mapAsync, pipe, prefetch, range, toArray } from '@rivulet/core'
 *
 * const load = async (page: number) => `page ${page}`
 * const pages = pipe(range(1, 4), mapAsync(load), prefetch(2))
 * // The next two pages are loaded while the loop works on one.
 * for await (const page of pages) console.log(page)
 * // page 1
 * // page 2
 * // page 3
 * ```
 */
export function prefetch<A>(count: number): Operator<A, Many<A>, 'async'> {
  checkCount('prefetch', 'count', count, 1, 'finite')
  return operator<A, A, 'async'>(
    (up, run) => {
      const ahead = new Queue<A>()
      let end: { readonly error?: unknown } | undefined
      let state: 'new' | 'idle' | 'filling' | 'woken' = 'new'

      // The source may wake the run while it is pulled; it is pulled again after that, not within it.
      const fill = (): void => {
        if (state === 'filling') state = 'woken'
        if (state === 'woken') return
        do {
          state = 'filling'
          fillOnce()
        } while (isWoken())
        state = 'idle'
      }
      const isWoken = (): boolean => state === 'woken'
      const fillOnce = (): void => {
        try {
          while (end === undefined && ahead.length < count) {
            const item = up()
            if (item === WAIT) return
            if (item === DONE) end = {}
            else ahead.push(item)
          }
        } catch (error) {
          end = { error }
        }
      }

      run.watch(() => {
        if (state !== 'new') fill()
      })
      run.defer(() => {
        end ??= {}
      })
      return () => {
        fill()
        if (ahead.length > 0) {
          const item = ahead.shift() as A
          fill() // The place is free, and the source may have a long way to its next item.
          return item
        }
        if (end === undefined) return WAIT
        if ('error' in end) throw end.error
        return DONE
      }
    },
    { kind: 'async' },
  )
}
