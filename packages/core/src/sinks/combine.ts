import { checkFunction, isObject, show } from '../kernel/check.ts'
import type { One, Operator } from '../kernel/operator.ts'
import { aggregate, type Aggregate, type AggregateSink } from './aggregate.ts'

// Three mapped types for one argument, as the compiler infers one type parameter from each: the item by
// any name, the states, the results. The item comes from operators alone, because the methods of an
// aggregate compare their parameters both ways; it stands in the second one for the callbacks.
type Parts<Name extends string, A, S, R> = Readonly<Record<Name, Operator<A, One<unknown>>>> & {
  readonly [Key in keyof S]: Operator<A, One<unknown>> & Aggregate<NoInfer<A>, S[Key], unknown>
} & { readonly [Key in keyof R]: Aggregate<NoInfer<A>, unknown, R[Key]> }

/**
 * Runs several aggregates over the same items in one pass, and gives a record of their results. It is
 * an aggregate itself: its state is the record of their states, and it can be combined again.
 * @param aggregates by name; each is stepped with every item, in this order
 * @throws TypeError if `aggregates` is not an object of aggregates
 *
 * @example
 * ```ts
 * import { combine, count, max, pipe, sum } from '@rivulet/core'
 *
 * const summary = combine({ items: count(), total: sum(), largest: max<number>() })
 * console.log(pipe([3, 9, 4], summary)) // { items: 3, total: 16, largest: 9 }
 * ```
 */
export function combine<Name extends string, A, S extends object, R extends object>(
  aggregates: Parts<Name, A, S, R>,
): AggregateSink<A, S, R>
export function combine<A>(
  aggregates: Readonly<Record<string, Aggregate<A, unknown, unknown>>>,
): AggregateSink<A, Record<string, unknown>, Record<string, unknown>> {
  if (!isObject(aggregates)) {
    throw new TypeError(`combine: aggregates must be an object, got ${show(aggregates)}`)
  }
  const parts = Object.entries(aggregates)
  for (const [name, part] of parts) {
    if (!isObject(part)) {
      throw new TypeError(`combine: ${name} must be an aggregate, got ${show(part)}`)
    }
    for (const method of ['init', 'step', 'merge', 'finish'] as const) {
      checkFunction('combine', `${name}.${method}`, part[method])
    }
  }
  return aggregate<A, Record<string, unknown>, Record<string, unknown>>({
    init: () => Object.fromEntries(parts.map(([name, { init }]) => [name, init()])),
    step: (states, item) => {
      for (const [name, { step }] of parts) states[name] = step(states[name], item)
      return states
    },
    merge: (left, right) => {
      for (const [name, { merge }] of parts) left[name] = merge(left[name], right[name])
      return left
    },
    finish: (states) =>
      Object.fromEntries(parts.map(([name, { finish }]) => [name, finish(states[name])])),
  })
}
