import { checkFunction, checkOptions, show } from '../kernel/check.ts'
import { itself } from './itself.ts'

/**
 * The options of the sinks that summarise numbers.
 *
 * @example
 * ```ts
 * import { combine, pipe, quantiles, sum, type NumberOptions } from '@rivulet/core'
 *
 * // One reading of the items for several sinks.
 * const byPrice: NumberOptions<{ price: number }> = { by: ({ price }) => price }
 * const summary = combine({ revenue: sum(byPrice), median: quantiles([0.5], byPrice) })
 * console.log(pipe([{ price: 0 }, { price: 0 }, { price: 7 }], summary)) // { revenue: 7, median: [0] }
 * ```
 */
export interface NumberOptions<A> {
  /**
   * Gives the number of an item, once for each item.
   * @default the item itself, which has to be a number
   */
  readonly by: (item: A) => number
}

/** The number of an item, from the options. It throws for anything else: nothing is converted. */
export function numberOf<A>(
  name: string,
  options: Partial<NumberOptions<A>> | undefined,
): (item: A) => number {
  let by: (item: A) => unknown = itself
  if (options !== undefined) {
    checkOptions(name, options)
    if (options.by !== undefined) {
      checkFunction(name, 'by', options.by)
      by = options.by
    }
  }
  return (item) => {
    const number = by(item)
    if (typeof number === 'number') return number
    throw new TypeError(`${name}: what is summarised must be a number, got ${show(number)}`)
  }
}
