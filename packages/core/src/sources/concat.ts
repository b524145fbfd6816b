import { checkSource } from '../kernel/open.ts'
import { Flow } from '../kernel/flow.ts'
import type { Pull } from '../kernel/pull.ts'
import { pullArray } from '../kernel/pullArray.ts'
import type { Run } from '../kernel/run.ts'
import { Seq } from '../kernel/seq.ts'
import type { Item, KindOf, Source } from '../kernel/source.ts'
import { oneAfterTheOther } from '../operators/oneAfterTheOther.ts'

/** A `Flow` if one of the sources surely is asynchronous, and one or the other if one may be. */
type Concatenated<S extends readonly Source[]> = true extends {
  [I in keyof S]: [KindOf<S[I]>] extends ['async'] ? true : false
}[number]
  ? Flow<Item<S[number]>>
  : Delivered<KindOf<S[number]>, Item<S[number]>>
type Delivered<K, T> = 'async' extends K ? Seq<T> | Flow<T> : Seq<T>

/**
 * The items of all the sources, one source after the other. Each is opened when its turn comes. The
 * result is a `Flow` if one of them is asynchronous, otherwise a `Seq`.
 * @throws TypeError for something that is not iterable
 *
 * @example
 * ```ts
 * import { concat } from '@rivulet/core'
 *
 * console.log([...concat(['header'], new Set(['a', 'b']))]) // ['header', 'a', 'b']
 * ```
 */
export function concat<S extends readonly Source[]>(...sources: S): Concatenated<S>
export function concat(...sources: readonly Source[]): Seq<unknown> | Flow<unknown> {
  const kinds = sources.map((source, index) => checkSource('concat', `source ${index + 1}`, source))
  const origin = (run: Run): Pull<unknown> =>
    oneAfterTheOther(pullArray(sources, run), run, (source) => source)
  return kinds.includes('async') ? new Flow(origin) : new Seq(origin)
}
