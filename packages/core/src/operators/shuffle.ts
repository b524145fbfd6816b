import { checkCount, checkFunction, checkOptions, show } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { DONE, WAIT } from '../kernel/pull.ts'
import { seededRandom } from '../kernel/seededRandom.ts'

/**
 * The options of {@link shuffle}.
 *
 * @example
 * ```ts
 * import { pipe, range, shuffle, type ShuffleOptions } from '@rivulet/core'
 *
 * // An order of its own for each epoch, and the same ones when the training is repeated.
 * const epoch = (seed: number): ShuffleOptions => ({ buffer: 1000, seed })
 * console.log([...pipe(range(0, 5), shuffle(epoch(1)))]) // [0, 4, 2, 3, 1]
 * console.log([...pipe(range(0, 5), shuffle(epoch(2)))]) // [0, 3, 2, 1, 4]
 * ```
 */
export interface ShuffleOptions {
  /**
   * How many items to choose from, and so how many are held at once: a whole number of at least 1, or
   * `Infinity` to hold all. With 1 the order stays.
   */
  readonly buffer: number
  /**
   * A whole number of at least 0 that decides the order: the same one gives the same order in every
   * run, on every machine. Not together with `random`.
   */
  readonly seed?: number
  /**
   * Gives numbers from 0 up to and without 1.
   * @default Math.random
   */
  readonly random?: () => number
}

/**
 * Delivers the items in random order, each chosen among the next `buffer` items that are not yet
 * delivered. It is only as random as its buffer: no item comes more than `buffer - 1` places early,
 * and what is sorted in long stretches stays nearly so. The first item is delivered when the
 * buffer is full; after that each takes one more from the source. When the source fails, what the
 * buffer holds is delivered before the error. (It is the shuffle of tf.data and WebDataset.)
 * @throws TypeError or RangeError for a bad option, and for a `random` that gives something else
 *
 * @example
 * ```ts
 * import { pipe, range, shuffle, toArray } from '@rivulet/core'
 *
 * console.log(pipe(range(0, 6), shuffle({ buffer: 4, seed: 1 }), toArray()))
 * // [ 0, 3, 2, 4, 5, 1 ]
 * ```
 */
export function shuffle<A>(options: ShuffleOptions): Operator<A, Many<A>> {
  checkOptions('shuffle', options)
  const { buffer: size, seed, random = Math.random } = options
  checkCount('shuffle', 'buffer', size, 1, 'infinite')
  if (seed !== undefined) checkCount('shuffle', 'seed', seed, 0, 'finite')
  checkFunction('shuffle', 'random', random)
  if (seed !== undefined && options.random !== undefined) {
    throw new TypeError(`shuffle: random must not be given with a seed, got ${show(random)}`)
  }
  return operator((up, run) => {
    const draw = seed === undefined ? random : seededRandom(seed)
    const buffer: A[] = []
    let end: { readonly error?: unknown } | undefined
    /** @returns false if the buffer is not full because of a wait */
    const fill = (): boolean => {
      while (end === undefined && buffer.length < size) {
        try {
          const item = up()
          if (item === WAIT) return false
          if (item === DONE) end = {}
          else buffer.push(item)
        } catch (error) {
          end = { error }
        }
      }
      return true
    }
    return () => {
      if (!fill()) return WAIT
      if (buffer.length === 0) {
        if (end !== undefined && 'error' in end) throw end.error
        return DONE
      }
      // What is left at the end comes from no source that would let the event loop turn.
      if (end !== undefined && run.spend(1) === 0) return WAIT
      return takeAt(buffer, placeOf(draw(), buffer.length))
    }
  })
}

function placeOf(drawn: number, length: number): number {
  if (drawn >= 0 && drawn < 1) return Math.floor(drawn * length)
  const message = `shuffle: random must give a number from 0 up to and without 1, got ${show(drawn)}`
  throw typeof drawn === 'number' ? new RangeError(message) : new TypeError(message)
}

/** Takes an item out without moving the others: the last one takes its place. */
function takeAt<A>(items: A[], place: number): A {
  const last = items.length - 1
  const taken = items[place] as A
  items[place] = items[last] as A
  items.length = last
  return taken
}
