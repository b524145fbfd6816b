import { checkFunction, isPromiseLike } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { noItem } from '../kernel/pull.ts'
import { checkAsyncOptions, type AsyncContext, type AsyncOptions } from './asyncOptions.ts'
import { concurrently } from './concurrently.ts'

/** An item together with what the callback thinks of it. */
interface Verdict<A> {
  readonly item: A
  readonly kept: unknown
}

/**
 * Keeps the items for which the callback's promise resolves to something truthy, with up to
 * `concurrency` of them under way. The items before an error are delivered first; callbacks that are
 * still under way then are abandoned, and what they reject with is ignored.
 * @throws TypeError or RangeError for a bad argument
 *
 * @example
 * ```ts
 * import { filterAsync, pipe, toArray } from '@rivulet/core'
 *
 * const isEven = async (n: number) => n % 2 === 0
 * console.log(await pipe([1, 2, 3, 4], filterAsync(isEven, { concurrency: 2 }), toArray())) // [2, 4]
 * ```
 */
export function filterAsync<A>(
  callback: (item: A, index: number, context: AsyncContext) => unknown,
  options: AsyncOptions = {},
): Operator<A, Many<A>, 'async'> {
  checkFunction('filterAsync', 'callback', callback)
  const checked = checkAsyncOptions('filterAsync', options)
  return operator(
    (up, run) => {
      const verdicts = concurrently<A, Verdict<A>>(up, run, checked, (item, index, context) => {
        const kept = callback(item, index, context)
        if (!isPromiseLike(kept)) return { item, kept }
        return Promise.resolve(kept).then((settled) => ({ item, kept: settled }))
      })
      return () => {
        for (;;) {
          const verdict = verdicts()
          if (noItem(verdict)) return verdict
          if (verdict.kept) return verdict.item
        }
      }
    },
    { kind: 'async' },
  )
}
