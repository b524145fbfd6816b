import { checkCount } from '../kernel/check.ts'
import { Seq } from '../kernel/seq.ts'
import { checkIterable, pullCombined } from './pullCombined.ts'

/**
 * Every choice of `length` of the items, in their order. Items are told apart by their place and not by
 * their value, so equal ones are not left out. The items are collected at the first pull; the
 * combinations are computed one by one. Python's `itertools.combinations`, and its order.
 * @param length how many items each has: a whole number; with more than there are, there is none
 * @throws TypeError for something that is no `Iterable` or if `length` is not a number, RangeError if
 *   `length` is negative or not whole
 *
 * @example
 * ```ts
 * import { combinations } from '@rivulet/core'
 *
 * console.log([...combinations('abc', 2)].map((pair) => pair.join(''))) // ['ab', 'ac', 'bc']
 * ```
 */
export function combinations<T>(items: Iterable<T>, length: number): Seq<T[]> {
  checkIterable('combinations', 'items', items)
  checkCount('combinations', 'length', length, 0, 'finite')
  return new Seq((run) =>
    pullCombined([items], run, ([pool = []]) => chosen(pool as readonly T[], length)),
  )
}

function* chosen<T>(pool: readonly T[], length: number): Generator<T[]> {
  if (length > pool.length) return
  // How far right the first index may stand; each one after it may stand one further.
  const last = pool.length - length
  const indices = Array.from({ length }, (_, place) => place)
  for (;;) {
    yield indices.map((index) => pool[index] as T)
    let place = length - 1
    while (place >= 0 && indices[place] === last + place) place--
    if (place < 0) return
    let index = indices[place] as number
    for (; place < length; place++) indices[place] = ++index
  }
}
