import { checkFunction } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { DONE, WAIT } from '../kernel/pull.ts'
import type { CallbackReturnsPromise, MaybePromise, NoPromise } from '../kernel/returnsPromise.ts'
import { sameKey } from '../kernel/sameKey.ts'

/**
 * Delivers every run of neighbouring items with the same key as `[key, items]`. A key that comes again
 * later begins another run: only what is sorted by its key has one run for each. A run is
 * delivered when the item after it has come, or the end; an error of the source discards the run
 * that is not finished. It is Python's `itertools.groupby`, with plain arrays, which may be kept.
 * @param keyOf gives the key of an item; keys are told apart as those of a `Map` are
 * @throws TypeError if `keyOf` is not a function
 *
 * @example
 * ```ts
 * import { chunkBy, pipe, toArray } from '@rivulet/core'
 *
 * const words = ['ant', 'ape', 'bee', 'asp']
 * console.log(pipe(words, chunkBy((word) => word[0]), toArray()))
 * // [['a', ['ant', 'ape']], ['b', ['bee']], ['a', ['asp']]]
 * ```
 */
export function chunkBy<A, K extends NoPromise>(
  keyOf: (item: A) => K,
): Operator<A, Many<[key: K, items: A[]]>>
export function chunkBy<A, P extends MaybePromise>(
  keyOf: (item: A) => P,
): Operator<A, CallbackReturnsPromise<'use mapAsync, then chunkBy'>>
export function chunkBy<A, K>(keyOf: (item: A) => K): Operator<A, Many<[key: K, items: A[]]>>
export function chunkBy<A, K>(keyOf: (item: A) => K): Operator<A, unknown> {
  checkFunction('chunkBy', 'keyOf', keyOf)
  return operator((up) => {
    let chunk: [key: K, items: A[]] | undefined
    return () => {
      for (;;) {
        const item = up()
        if (item === WAIT) return WAIT
        const finished = chunk
        if (item === DONE) {
          chunk = undefined
          return finished ?? DONE
        }
        const key = keyOf(item)
        if (finished !== undefined && sameKey(finished[0], key)) {
          finished[1].push(item)
          continue
        }
        chunk = [key, [item]]
        if (finished !== undefined) return finished
      }
    }
  })
}
