import { Flow } from '../kernel/flow.ts'
import { checkSource } from '../kernel/open.ts'
import { DONE, WAIT, type Pull } from '../kernel/pull.ts'
import type { Inner } from '../kernel/run.ts'
import type { Item, Source } from '../kernel/source.ts'
import { openTogether } from './openTogether.ts'

/**
 * The items of all the sources as they come. All are opened at the beginning, and each is asked for
 * one item at a time. Those that have an item take turns, so that one that never has to wait leaves
 * the others their share. It ends with the last source; an error of one ends it at once. The sources
 * are closed at the same time, not one after the other.
 * @throws TypeError for something that is not iterable
 *
 * @example
 * ```ts
 * import { generate, merge, pipe, toArray } from '@rivulet/core'
 *
 * const slow = generate(async function* () {
 *   await new Promise((resolve) => setTimeout(resolve, 10))
 *   yield 'slow'
 * })
 * console.log(await pipe(merge(slow, ['a', 'b']), toArray())) // ['a', 'b', 'slow']
 * ```
 */
export function merge<S extends readonly Source[]>(...sources: S): Flow<Item<S[number]>>
export function merge(...sources: readonly Source[]): Flow<unknown> {
  for (const [index, source] of sources.entries()) {
    checkSource('merge', `source ${index + 1}`, source)
  }
  return new Flow((run) => inTurn(openTogether(sources, run)))
}

/** Asks each source that is left once, beginning with the one after that which delivered last. */
function inTurn(inners: Inner<unknown>[]): Pull<unknown> {
  let next = 0
  return () => {
    for (let left = inners.length; left > 0; left--) {
      if (next >= inners.length) next = 0
      const answer = inners[next]?.pull()
      if (answer === DONE) inners.splice(next, 1)
      else {
        next++
        if (answer !== WAIT) return answer
      }
    }
    return inners.length === 0 ? DONE : WAIT
  }
}
