import { Seq } from '../kernel/seq.ts'
import type { Item } from '../kernel/source.ts'
import { checkIterable, pullCombined } from './pullCombined.ts'

/**
 * Every way to take one item of each source: what nested loops over them would go through, the last
 * source in the innermost loop. The items of all sources are collected at the first pull, so none may
 * be endless; the combinations are computed one by one. Python's `itertools.product`.
 * @throws TypeError for something that is no `Iterable`
 *
 * @example
 * ```ts
 * import { product } from '@rivulet/core'
 *
 * console.log([...product(['a', 'b'], [1, 2])])
 * // [['a', 1], ['a', 2], ['b', 1], ['b', 2]]
 * ```
 */
export function product<S extends readonly Iterable<unknown>[]>(
  ...iterables: S
): Seq<{ -readonly [I in keyof S]: Item<S[I]> }>
export function product(...iterables: readonly Iterable<unknown>[]): Seq<unknown[]> {
  for (const [index, iterable] of iterables.entries()) {
    checkIterable('product', `source ${index + 1}`, iterable)
  }
  return new Seq((run) => pullCombined(iterables, run, tuples))
}

function* tuples(pools: readonly (readonly unknown[])[]): Generator<unknown[]> {
  if (pools.some((pool) => pool.length === 0)) return
  // Counts as an odometer does, with a pool behind each wheel.
  const wheels = pools.map(() => 0)
  for (;;) {
    yield pools.map((pool, place) => pool[wheels[place] as number])
    let place = pools.length - 1
    for (; place >= 0; place--) {
      const turned = (wheels[place] as number) + 1
      wheels[place] = turned === pools[place]?.length ? 0 : turned
      if (wheels[place] !== 0) break
    }
    if (place < 0) return
  }
}
