import { Flow } from '../kernel/flow.ts'
import type { Origin } from '../kernel/run.ts'
import { Seq } from '../kernel/seq.ts'
import type { Kind, KindOf } from '../kernel/source.ts'

/**
 * What several sources give together, for a tuple or a record of them: a `Flow` if one of them surely
 * is asynchronous, one or the other if one may be, and otherwise a `Seq`.
 */
export type Together<Sources, T> =
  true extends Values<{
    [K in keyof Sources]: [KindOf<Sources[K]>] extends ['async'] ? true : false
  }>
    ? Flow<T>
    : 'async' extends KindOf<Values<Sources>>
      ? Seq<T> | Flow<T>
      : Seq<T>
type Values<R> = R extends readonly unknown[] ? R[number] : R[keyof R]

/** The same at run time, from the kinds of the sources. */
export function together<T>(kinds: readonly Kind[], origin: Origin<T>): Seq<T> | Flow<T> {
  return kinds.includes('async') ? new Flow(origin) : new Seq(origin)
}
