import { checkCount, checkFunction, checkOptions, show } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { DONE, WAIT } from '../kernel/pull.ts'
import { Queue } from '../kernel/queue.ts'

/**
 * The options of {@link prefetch}.
 *
 * @example
 * ```ts
 * import { count, pipe, prefetch, type PrefetchOptions } from '@rivulet/core'
 *
 * // Ahead by bytes, and not by chunks of any length.
 * const byBytes: PrefetchOptions<Uint8Array> = { size: (chunk) => chunk.byteLength }
 * const chunks = [new Uint8Array(50_000), new Uint8Array(20)]
 * console.log(await pipe(chunks, prefetch(65_536, byBytes), count())) // 2
 * ```
 */
export interface PrefetchOptions<A> {
  /**
   * How much an item counts, such as its bytes: a finite number, and with less than 1 it counts as 1. The
   * item with which `count` is reached or exceeded is the last that is taken ahead.
   * @default every item counts 1
   */
  readonly size?: ((item: A) => number) | undefined
}

/**
 * Works ahead of its consumer: up to `count` items are taken from the source before they are asked for,
 * also while the consumer is busy with the one it has. Nothing is taken before the first item is asked
 * for. An error of the source comes after the items before it.
 * @param count how many items, or how much of what `size` tells: a whole number of at least 1
 * @throws TypeError if `count` is not a number, RangeError if it is below 1, infinite or not whole. A RangeError
 *   comes also from the run, for a size that is not a finite number.
 *
 * @example
 * ```ts
 * import { mapAsync, pipe, prefetch, range } from '@rivulet/core'
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
export function prefetch<A>(
  count: number,
  options: PrefetchOptions<A> = {},
): Operator<A, Many<A>, 'async'> {
  checkCount('prefetch', 'count', count, 1, 'finite')
  checkOptions('prefetch', options)
  const { size } = options
  if (size !== undefined) checkFunction('prefetch', 'size', size)
  return operator<A, A, 'async'>(
    (up, run) => {
      const ahead = new Queue<{ readonly item: A; readonly size: number }>()
      let sizeAhead = 0
      let end: { readonly error?: unknown } | undefined
      let state: 'new' | 'idle' | 'filling' | 'woken' = 'new'
      /** Whether the consumer was told to wait while the source was pulled, and has to hear of what came of it. */
      let isMissed = false

      // The source may wake the run while it is pulled; it is pulled again after that, not within it.
      const fill = (): void => {
        if (state === 'filling') state = 'woken'
        if (state === 'woken') return
        do {
          state = 'filling'
          fillOnce()
        } while (isWoken())
        state = 'idle'
        if (!isMissed) return
        isMissed = false
        run.wake()
      }
      const isWoken = (): boolean => state === 'woken'
      const fillOnce = (): void => {
        try {
          while (end === undefined && sizeAhead < count) {
            const item = up()
            if (item === WAIT) return
            if (item === DONE) end = {}
            else {
              const itemSize = size === undefined ? 1 : checkSize(size(item), item)
              ahead.push({ item, size: itemSize })
              sizeAhead += itemSize
            }
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
        const next = ahead.shift()
        if (next !== undefined) {
          // Fractions do not always add up to nothing again.
          sizeAhead = ahead.length === 0 ? 0 : sizeAhead - next.size
          fill() // The place is free, and the source may have a long way to its next item.
          return next.item
        }
        if (end === undefined) {
          isMissed = state !== 'idle'
          return WAIT
        }
        if ('error' in end) throw end.error
        return DONE
      }
    },
    { kind: 'async' },
  )
}

/** At least 1, so that endlessly many items without a size are not taken ahead. */
function checkSize(size: unknown, item: unknown): number {
  if (Number.isFinite(size)) return Math.max(1, size as number)
  throw new RangeError(
    `prefetch: size must give a finite number, got ${show(size)} for ${show(item)}`,
  )
}
