import { checkCount } from '../kernel/check.ts'
import { Seq } from '../kernel/seq.ts'
import { checkIterable, pullCombined } from './pullCombined.ts'

/**
 * Every order of `length` of the items. Items are told apart by their place and not by their value, so
 * equal ones are not left out; of sorted items the permutations are sorted. The items are collected
 * at the first pull; the permutations are computed one by one. Python's `itertools.permutations`, and
 * its algorithm.
 * @param length how many items each has: a whole number; with more than there are, there is none
 *   @default the number of items
 * @throws TypeError for something that is no `Iterable` or if `length` is not a number, RangeError if
 *   `length` is negative or not whole
 *
 * @example
 * ```ts
 * import { permutations } from '@rivulet/core'
 *
 * console.log([...permutations('abc', 2)].map((pair) => pair.join('')))
 * // ['ab', 'ac', 'ba', 'bc', 'ca', 'cb']
 * ```
 */
export function permutations<T>(items: Iterable<T>, length?: number): Seq<T[]> {
  checkIterable('permutations', 'items', items)
  if (length !== undefined) checkCount('permutations', 'length', length, 0, 'finite')
  return new Seq((run) =>
    pullCombined([items], run, ([pool = []]) => ordered(pool as readonly T[], length)),
  )
}

function* ordered<T>(pool: readonly T[], length: number = pool.length): Generator<T[]> {
  const size = pool.length
  if (length > size) return
  // The first `length` indices are the permutation; `cycles` counts how often each place will still change.
  const indices = [...pool.keys()]
  const cycles = Array.from({ length }, (_, place) => size - place)
  for (;;) {
    yield indices.slice(0, length).map((index) => pool[index] as T)
    let place = length - 1
    for (; place >= 0; place--) {
      const left = (cycles[place] as number) - 1
      if (left > 0) {
        cycles[place] = left
        const other = indices[size - left] as number
        indices[size - left] = indices[place] as number
        indices[place] = other
        break
      }
      indices.push(...indices.splice(place, 1))
      cycles[place] = size - place
    }
    if (place < 0) return
  }
}
