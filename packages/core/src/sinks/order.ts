import { checkFunction, checkOptions, show } from '../kernel/check.ts'
import { itself } from './itself.ts'

/**
 * What has a natural order: what `<` says of two of the same kind.
 *
 * @example
 * ```ts
 * import { combine, max, min, pipe, type Ordered } from '@rivulet/core'
 *
 * // A sink of yours over whatever can be compared: numbers, texts, dates.
 * const span = <A extends Ordered>() => combine({ from: min<A>(), to: max<A>() })
 *
 * console.log(pipe([3, 9, 4], span())) // { from: 3, to: 9 }
 * console.log(pipe(['kiwi', 'fig'], span())) // { from: 'fig', to: 'kiwi' }
 * ```
 */
export type Ordered = number | string | bigint | boolean | Date

/**
 * The options of the sinks that compare: `min`, `max` and `topK`.
 *
 * @example
 * ```ts
 * import { combine, max, pipe, topK, type OrderOptions } from '@rivulet/core'
 *
 * // One order for several sinks.
 * const byLength: OrderOptions<string> = { by: (word) => word.length }
 * const words = combine({ longest: max(byLength), two: topK(2, byLength) })
 * console.log(pipe(['fig', 'banana', 'kiwi'], words))
 * // { longest: 'banana', two: ['banana', 'kiwi'] }
 * ```
 */
export interface OrderOptions<A> {
  /**
   * Gives what an item is compared by, once for each item.
   * @default the item itself
   */
  readonly by: (item: A) => Ordered
}

/** What the items are compared by, from the options. It throws for what has no order. */
export function orderOf<A>(
  name: string,
  options: OrderOptions<A> | undefined,
): (item: A) => Ordered {
  let by: (item: A) => unknown = itself
  if (options !== undefined) {
    checkOptions(name, options)
    checkFunction(name, 'by', options.by)
    by = options.by
  }
  return (item) => {
    const key = by(item)
    if (isOrdered(key)) return key
    throw new TypeError(
      `${name}: what is compared must be a number, string, bigint, boolean or Date, got ${show(key)}`,
    )
  }
}

const ORDERED_TYPES: readonly string[] = ['number', 'string', 'bigint', 'boolean']

function isOrdered(key: unknown): key is Ordered {
  return ORDERED_TYPES.includes(typeof key) || key instanceof Date
}

/** NaN, or a date that is invalid: no comparison with it is ever true. */
export function isUnordered(key: Ordered): boolean {
  return Number.isNaN(key instanceof Date ? key.getTime() : key)
}
