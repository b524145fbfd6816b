import { checkFunction, isObject, show } from '../kernel/check.ts'
import { sink, type Sink } from '../kernel/operator.ts'
import { DONE, noItem, WAIT } from '../kernel/pull.ts'

/**
 * A summary that merges. Two states over two parts of the items merge into the state over all of
 * them, so the parts can be worked on in different processes: a state is plain JSON.
 *
 * @example
 * ```ts
 * import { stats, type Aggregate } from '@rivulet/core'
 *
 * // Works on each part alone, as several machines could, and merges what they found.
 * function overParts<A, S, R>(parts: A[][], { init, step, merge, finish }: Aggregate<A, S, R>): R {
 *   const states = parts.map((part) => part.reduce<S>(step, init()))
 *   return finish(states.reduce(merge, init()))
 * }
 *
 * console.log(overParts([[1, 2], [6]], stats()).mean) // 3
 * ```
 */
export interface Aggregate<A, S, R> {
  init(): S
  /** Takes one item into the state, which it may change in place. */
  step(state: S, item: A): S
  /** The state over the items of both. It may change and return `left`. */
  merge(left: S, right: S): S
  finish(state: S): R
}

/**
 * A sink that is an aggregate as well: it ends a pipeline, and it can be split and merged.
 *
 * @example
 * ```ts
 * import { aggregate, pipe, type AggregateSink } from '@rivulet/core'
 *
 * // Says of a sink of yours that it merges as well: items and state and result are numbers.
 * function product(): AggregateSink<number, number, number> {
 *   const times = (a: number, b: number) => a * b
 *   return aggregate({ init: () => 1, step: times, merge: times, finish: (state) => state })
 * }
 *
 * console.log(pipe([2, 3], product()), product().merge(6, 4)) // 6 24
 * ```
 */
export type AggregateSink<A, S, R> = Sink<A, R> & Aggregate<A, S, R>

/**
 * Makes a sink of an aggregate. Its functions are called without `this`.
 * @throws TypeError if `definition` is not an object with the four functions
 *
 * @example
 * ```ts
 * import { aggregate, pipe } from '@rivulet/core'
 *
 * const longest = aggregate<string, number, number>({
 *   init: () => 0,
 *   step: (longest, word) => Math.max(longest, word.length),
 *   merge: Math.max,
 *   finish: (longest) => longest,
 * })
 * console.log(pipe(['fig', 'banana'], longest)) // 6
 * console.log(longest.merge(3, 6)) // 6
 * ```
 */
export function aggregate<A, S, R>(definition: Aggregate<A, S, R>): AggregateSink<A, S, R> {
  if (!isObject(definition)) {
    throw new TypeError(`aggregate: definition must be an object, got ${show(definition)}`)
  }
  const { init, step, merge, finish } = definition
  for (const [name, part] of Object.entries({ init, step, merge, finish })) {
    checkFunction('aggregate', name, part)
  }
  const asSink = sink<A, R>((up) => {
    let state = init()
    return () => {
      for (;;) {
        const item = up()
        if (noItem(item)) return item === DONE ? finish(state) : WAIT
        state = step(state, item)
      }
    }
  })
  return { ...asSink, init, step, merge, finish }
}
