import { checkFunction, isObject, show } from '../kernel/check.ts'
import type { Operator, Sink } from '../kernel/operator.ts'
import type { CallbackReturnsPromise, MaybePromise, NoPromise } from '../kernel/returnsPromise.ts'
import { collect } from './collect.ts'
import { itself } from './itself.ts'

/**
 * Collects the items in a new `Map`: entries as `new Map` takes them, or items whose key and value the
 * callbacks give. Of several items with the same key the last one stays, at the place of the first, as
 * in `new Map`. To keep them all, use `groupBy`.
 * @param keyOf gives the key of an item; without it the items are `[key, value]` pairs
 * @param valueOf gives the value of an item
 *   @default the item itself
 * @throws TypeError if `keyOf` or `valueOf` is not a function, and without them at an item that is no pair
 *
 * @example
 * ```ts
 * import { pipe, toMap } from '@rivulet/core'
 *
 * console.log(pipe([['a', 1], ['b', 2]] as const, toMap())) // Map(2) { 'a' => 1, 'b' => 2 }
 *
 * const words = ['fig', 'kiwi']
 * console.log(pipe(words, toMap((word) => word[0]))) // Map(2) { 'f' => 'fig', 'k' => 'kiwi' }
 * console.log(pipe(words, toMap((word) => word[0], (word) => word.length)))
 * // Map(2) { 'f' => 3, 'k' => 4 }
 * ```
 */
// One type parameter for the pair: of pairs of several types, the compiler would make one `never` for each of two.
export function toMap<E extends readonly [key: unknown, value: unknown]>(): Sink<E, Map<E[0], E[1]>>
// For whoever names the types.
export function toMap<K, V>(): Sink<readonly [key: K, value: V], Map<K, V>>
export function toMap<A, K extends NoPromise>(keyOf: (item: A) => K): Sink<A, Map<K, A>>
export function toMap<A, P extends MaybePromise>(
  keyOf: (item: A) => P,
): Operator<A, CallbackReturnsPromise<'use mapAsync, then toMap'>>
export function toMap<A, K>(keyOf: (item: A) => K): Sink<A, Map<K, A>>
export function toMap<A, K extends NoPromise, V extends NoPromise>(
  keyOf: (item: A) => K,
  valueOf: (item: A) => V,
): Sink<A, Map<K, V>>
export function toMap<A, K extends MaybePromise, V extends MaybePromise>(
  keyOf: (item: A) => K,
  valueOf: (item: A) => V,
): Operator<A, CallbackReturnsPromise<'use mapAsync, then toMap'>>
export function toMap<A, K, V>(keyOf: (item: A) => K, valueOf: (item: A) => V): Sink<A, Map<K, V>>
export function toMap(
  ...callbacks: readonly ((item: unknown) => unknown)[]
): Operator<never, unknown> {
  const [keyOf, valueOf = itself] = callbacks
  if (callbacks.length > 0) checkFunction('toMap', 'keyOf', keyOf)
  checkFunction('toMap', 'valueOf', valueOf)
  return collect<unknown, Map<unknown, unknown>>(
    () => new Map(),
    keyOf === undefined
      ? setEntry
      : (map, item) => {
          map.set(keyOf(item), valueOf(item))
        },
  )
}

function setEntry(map: Map<unknown, unknown>, entry: unknown): void {
  if (!isObject(entry)) {
    throw new TypeError(`toMap: an item must be a [key, value] pair, got ${show(entry)}`)
  }
  const [key, value] = entry as readonly unknown[]
  map.set(key, value)
}
