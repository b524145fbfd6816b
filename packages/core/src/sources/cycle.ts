import { checkCount } from '../kernel/check.ts'
import type { Flow } from '../kernel/flow.ts'
import { checkSource } from '../kernel/open.ts'
import { DONE, WAIT, type Pull } from '../kernel/pull.ts'
import type { Inner, Run } from '../kernel/run.ts'
import type { Seq } from '../kernel/seq.ts'
import type { Item, Source } from '../kernel/source.ts'
import { together, type Together } from './together.ts'

/**
 * The items of a source, and then the source from its beginning again. It is opened anew for each
 * round and nothing is remembered, so a source that can be read once fails in the second round with
 * `AlreadyConsumedError`: collect its items with `toArray()` first. A round without an item is the
 * last one, as there is nothing to go on with.
 * @param count how many rounds: a whole number, or `Infinity`
 *   @default Infinity
 * @throws TypeError for something that is not iterable or if `count` is not a number, RangeError if
 *   `count` is negative or not whole
 *
 * @example
 * ```ts
 * import { cycle, pipe, take, toArray } from '@rivulet/core'
 *
 * console.log(pipe(cycle(['red', 'green']), take(3), toArray())) // ['red', 'green', 'red']
 * ```
 */
export function cycle<S extends Source>(source: S, count?: number): Together<[S], Item<S>>
export function cycle(
  source: Source,
  count: number = Number.POSITIVE_INFINITY,
): Seq<unknown> | Flow<unknown> {
  const kind = checkSource('cycle', 'source', source)
  checkCount('cycle', 'count', count, 0, 'infinite')
  return together([kind], (run) => roundAfterRound(source, count, run))
}

function roundAfterRound(source: Source, count: number, run: Run): Pull<unknown> {
  let left = count
  let round: Inner<unknown> | undefined
  let isEmpty = true
  return () => {
    for (;;) {
      if (round === undefined) {
        if (left === 0) return DONE
        left--
        round = run.open(source)
        isEmpty = true
      }
      const answer = round.pull()
      if (answer !== DONE) {
        if (answer !== WAIT) isEmpty = false
        return answer
      }
      round = undefined
      if (isEmpty) left = 0
    }
  }
}
