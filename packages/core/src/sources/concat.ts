import { checkSource } from '../kernel/open.ts'
import type { Flow } from '../kernel/flow.ts'
import { pullArray } from '../kernel/pullArray.ts'
import type { Seq } from '../kernel/seq.ts'
import type { Item, Source } from '../kernel/source.ts'
import { oneAfterTheOther } from '../operators/oneAfterTheOther.ts'
import { together, type Together } from './together.ts'

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
export function concat<S extends readonly Source[]>(...sources: S): Together<S, Item<S[number]>>
export function concat(...sources: readonly Source[]): Seq<unknown> | Flow<unknown> {
  const kinds = sources.map((source, index) => checkSource('concat', `source ${index + 1}`, source))
  return together(kinds, (run) =>
    oneAfterTheOther(pullArray(sources, run), run, (source) => source),
  )
}
