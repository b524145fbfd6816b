import { checkFunction } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { promised } from '../kernel/promised.ts'
import type { Item, Source } from '../kernel/source.ts'
import {
  asyncContext,
  checkAsyncOptions,
  type AsyncContext,
  type AsyncOptions,
} from './asyncOptions.ts'
import { branches } from './branches.ts'

/**
 * Delivers the items of the source, or of the promise of one, that the callback returns for each
 * item. It is also what lets a synchronous pipeline have asynchronous sources inside: it makes it a
 * `Flow`. A string is refused, as its characters are hardly ever what was meant.
 *
 * Up to `concurrency` callbacks and inner sources are open at once. In order, the items of one source
 * come after all those of the one before, and the sources behind the first are read one item ahead.
 * With `ordered: false` the items come as they are there, and sources that all have some take
 * turns. When the run ends early the open sources are closed at the same time, and a source whose
 * promise resolves after that is closed unread.
 * @throws TypeError or RangeError for a bad argument
 *
 * @example
 * ```ts
 * import { flatMapAsync, pipe, toArray } from '@rivulet/core'
 *
 * async function* pagesOf(name: string) {
 *   yield `${name}1`
 *   yield `${name}2`
 * }
 * const pages = await pipe(['a', 'b'], flatMapAsync(pagesOf, { concurrency: 2 }), toArray())
 * console.log(pages) // ['a1', 'a2', 'b1', 'b2']
 * ```
 */
export function flatMapAsync<A, S extends Source>(
  callback: (item: A, index: number, context: AsyncContext) => PromiseLike<S> | S,
  options: AsyncOptions = {},
): Operator<A, Many<Item<S>>, 'async'> {
  checkFunction('flatMapAsync', 'callback', callback)
  const checked = checkAsyncOptions('flatMapAsync', options)
  return operator(
    (up, run) => {
      const context = asyncContext(run)
      let index = 0
      return branches<A, Item<S>>(up, run, checked, (item) => {
        type Inner = Source<Item<S>>
        const source = callback(item, index++, context) as Inner | PromiseLike<Inner>
        return promised('flatMapAsync', source)
      })
    },
    { kind: 'async' },
  )
}
