import { checkFunction, refuseString } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import type { Item, Source } from '../kernel/source.ts'
import type { CallbackReturnsPromise } from '../kernel/returnsPromise.ts'
import { oneAfterTheOther } from './oneAfterTheOther.ts'

/**
 * Delivers the items of the source that the callback returns for each item, one source after the
 * other. Each is opened when its turn comes and closed before the next one; it may be endless. In a
 * synchronous pipeline the callback has to return an `Iterable`: for an asynchronous source, or several
 * sources at once, there is `flatMapAsync`. A string is refused, as its characters are hardly ever
 * what was meant.
 * @throws TypeError if `callback` is not a function
 *
 * @example
 * ```ts
 * import { flatMap, pipe, toArray } from '@rivulet/core'
 *
 * console.log(pipe(['a b', 'c'], flatMap((line) => line.split(' ')), toArray())) // ['a', 'b', 'c']
 * ```
 */
export function flatMap<A, S extends Source>(
  callback: (item: A, index: number) => S,
): Operator<A, Many<Item<S>>>
export function flatMap<A, P extends Source | PromiseLike<unknown>>(
  callback: (item: A, index: number) => P,
): Operator<A, CallbackReturnsPromise<'use flatMapAsync'>>
export function flatMap<A, S extends Source>(
  callback: (item: A, index: number) => S,
): Operator<A, unknown> {
  checkFunction('flatMap', 'callback', callback)
  return operator((up, run) => {
    let index = 0
    return oneAfterTheOther(up, run, (item) => {
      const source = callback(item, index++) as Source<Item<S>>
      return refuseString('flatMap', 'the callback must not return a string', source)
    })
  })
}
