import { checkSource } from '../kernel/open.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { DONE, WAIT, type Pull } from '../kernel/pull.ts'
import type { Inner, Run } from '../kernel/run.ts'
import type { Item, KindOf, Source } from '../kernel/source.ts'

/** The kind of an operator that opens these sources: asynchronous if one of them may be. */
type KindOfAll<S extends readonly Source[]> = 'async' extends KindOf<S[number]> ? 'async' : 'sync'

/**
 * Delivers one item of the pipeline, one of each of the other sources, and so on in turn, until all
 * have ended; one that has ended is passed over. It keeps to the order, and waits for a slow source
 * rather than take from the next one. Each of the others is opened when its turn first comes, and
 * closed with the run. An asynchronous one makes the pipeline a `Flow`. Also known as `roundrobin`,
 * of the recipes of Python's itertools.
 * @throws TypeError for something that is not iterable
 *
 * @example
 * ```ts
 * import { interleave, pipe, toArray } from '@rivulet/core'
 *
 * console.log(pipe(['a', 'b', 'c'], interleave([1], [true, false]), toArray()))
 * // ['a', 1, true, 'b', false, 'c']
 * ```
 */
export function interleave<A, S extends readonly Source[]>(
  ...others: S
): Operator<A, Many<A | Item<S[number]>>, KindOfAll<S>>
export function interleave(
  ...others: readonly Source[]
): Operator<unknown, Many<unknown>, 'sync' | 'async'> {
  const kinds = others.map((other, index) =>
    checkSource('interleave', `source ${index + 1}`, other),
  )
  return operator((up, run) => inTurns([up, ...others.map((other) => whenAsked(other, run))]), {
    kind: kinds.includes('async') ? 'async' : 'sync',
  })
}

function whenAsked<T>(source: Source<T>, run: Run): Pull<T> {
  let inner: Inner<T> | undefined
  return () => {
    inner ??= run.open(source)
    return inner.pull()
  }
}

function inTurns<T>(pulls: Pull<T>[]): Pull<T> {
  let turn = 0
  return () => {
    for (;;) {
      const pull = pulls[turn]
      if (pull === undefined) {
        if (turn === 0) return DONE
        turn = 0
        continue
      }
      const item = pull()
      if (item === WAIT) return WAIT
      if (item === DONE) {
        pulls.splice(turn, 1)
        continue
      }
      turn++
      return item
    }
  }
}
