import { refuseString } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import type { Item, Source } from '../kernel/source.ts'
import { oneAfterTheOther } from './oneAfterTheOther.ts'

/**
 * Delivers the items of its items, which are sources, one source after the other: `flatMap` with
 * nothing to map. One level is opened, no matter what is inside. Each source is opened when its turn
 * comes and closed before the next one; it may be endless. In a synchronous pipeline every item
 * has to be an `Iterable`. A string is refused, as its characters are hardly ever what was meant; an
 * item that is no source is a TypeError as well.
 *
 * @example
 * ```ts
 * import { flatten, pipe, toArray } from '@rivulet/core'
 *
 * console.log(pipe([[1, 2], new Set([3])], flatten(), toArray())) // [1, 2, 3]
 * ```
 */
export function flatten<S extends Source & object>(): Operator<S, Many<Item<S>>> {
  return operator((up, run) =>
    oneAfterTheOther(up, run, (source) => {
      refuseString('flatten', 'an item must not be a string', source)
      return source as Source<Item<S>>
    }),
  )
}
