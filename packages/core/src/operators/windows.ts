import { checkCount, show } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { DONE, noItem } from '../kernel/pull.ts'

/**
 * What `windows` gives for a source with fewer items than a window has.
 *
 * @example
 * ```ts
 * import { map, pipe, windows, type UndersizedWindow } from '@rivulet/core'
 *
 * // Leaves it to the caller what becomes of a series that is too short.
 * function averages(series: number[], size: number, undersized: UndersizedWindow) {
 *   const mean = (window: number[]) => window.reduce((a, b) => a + b) / window.length
 *   return [...pipe(series, windows(size, undersized), map(mean))]
 * }
 *
 * console.log(averages([1, 3], 7, 'only-full'), averages([1, 3], 7, 'allow-partial')) // [] [2]
 * ```
 */
export type UndersizedWindow = 'only-full' | 'allow-partial'

/**
 * A tuple if the size is a number that the compiler knows, otherwise an array. Tuples of more than 99
 * items would cost the compiler more than they are worth.
 */
type Window<A, N extends number, U extends UndersizedWindow> = 'allow-partial' extends U
  ? A[]
  : number extends N
    ? A[]
    : `${N}` extends `${infer _}${infer _}${infer _}${string}`
      ? A[]
      : TupleOf<A, N>
type TupleOf<A, N extends number, T extends A[] = []> = T['length'] extends N
  ? T
  : TupleOf<A, N, [...T, A]>

/**
 * Delivers every `size` neighbouring items as an array of its own: the first `size`, then each item
 * with those before it. It is TC39's `Iterator.prototype.windows` (proposal iterator-chunking).
 * @param size a whole number of at least 1
 * @param undersized a source with fewer than `size` items has no window. `'allow-partial'` delivers all
 *   its items as a single, smaller one; a source without items still gives none.
 *   @default 'only-full'
 * @throws TypeError if `size` is not a number or `undersized` not a string, RangeError if `size` is
 *   below 1 or not whole, or `undersized` is neither of the two
 *
 * @example
 * ```ts
 * import { map, pipe, toArray, windows } from '@rivulet/core'
 *
 * const averages = pipe(
 *   [1, 2, 6, 7],
 *   windows(3),
 *   map(([a, b, c]) => (a + b + c) / 3),
 * )
 * console.log(pipe(averages, toArray())) // [3, 5]
 * ```
 */
export function windows<A, N extends number, U extends UndersizedWindow = 'only-full'>(
  size: N,
  undersized?: U,
): Operator<A, Many<Window<A, N, U>>>
export function windows<A>(
  size: number,
  undersized: UndersizedWindow = 'only-full',
): Operator<A, Many<A[]>> {
  checkCount('windows', 'size', size, 1, 'finite')
  checkUndersized(undersized)
  return operator((up) => {
    // Nobody else holds it: what is delivered is a copy, and its consumer's.
    const latest: A[] = []
    return () => {
      for (;;) {
        const item = up()
        if (noItem(item)) {
          const isPartial = item === DONE && latest.length > 0 && latest.length < size
          return isPartial && undersized === 'allow-partial' ? latest.splice(0) : item
        }
        if (latest.length === size) latest.shift()
        latest.push(item)
        if (latest.length === size) return [...latest]
      }
    }
  })
}

function checkUndersized(undersized: unknown): void {
  if (undersized === 'only-full' || undersized === 'allow-partial') return
  const message = `windows: undersized must be 'only-full' or 'allow-partial', got ${show(undersized)}`
  throw typeof undersized === 'string' ? new RangeError(message) : new TypeError(message)
}
