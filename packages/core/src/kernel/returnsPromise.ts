/**
 * The output of a synchronous operator whose callback returns a promise, always or at times. It is the
 * output of no stage, so `pipe` refuses the operator, and the compiler's message has the advice in it.
 *
 * @example
 * ```ts
 * import { filter, pipe, type CallbackReturnsPromise, type Many } from '@rivulet/core'
 * import type { MaybePromise, NoPromise, Operator } from '@rivulet/core'
 *
 * // An operator of yours refuses an async callback as `filter` does: a promise is always true.
 * type Refused = CallbackReturnsPromise<'use filterAsync'>
 * function without<A, R extends NoPromise>(isBad: (item: A) => R): Operator<A, Many<A>>
 * function without<A, P extends MaybePromise>(isBad: (item: A) => P): Operator<A, Refused>
 * function without<A>(isBad: (item: A) => unknown): Operator<A, unknown> {
 *   return filter((item: A) => !isBad(item))
 * }
 *
 * console.log([...pipe([1, 20], without((n) => n > 9))]) // [1]
 * ```
 */
export interface CallbackReturnsPromise<Advice extends string> {
  readonly advice: Advice
}

/**
 * What is no promise, as far as the compiler knows. A function with a synchronous callback has three
 * overloads: a callback that gives this is taken; one that gives a {@link MaybePromise} is refused; and of
 * what is neither (`unknown`, a type parameter) nothing is known, so it is taken.
 *
 * Both have to be constraints of a type parameter. As the result type itself they would not do: when the
 * compiler tries overloads, it first wants optional members to be there.
 *
 * @example
 * ```ts
 * import { groupBy, pipe, type NoPromise } from '@rivulet/core'
 *
 * // A wrapper takes the callbacks that `groupBy` takes. Each promise would be a group of its own.
 * function largestGroup<A, K extends NoPromise>(items: Iterable<A>, keyOf: (item: A) => K): number {
 *   const groups = [...pipe(items, groupBy(keyOf)).values()]
 *   return Math.max(...groups.map(({ length }) => length))
 * }
 *
 * console.log(largestGroup(['fig', 'kiwi', 'pear'], (word) => word.length)) // 2
 * ```
 */
export type NoPromise = Settled | null | undefined | void

/**
 * A promise, or a union with one, of which the compiler knows every member.
 *
 * @example
 * ```ts
 * import type { MaybePromise, NoPromise } from '@rivulet/core'
 *
 * // One function for both: what it gives is a promise if the callback may give one.
 * function outcome<R extends NoPromise>(callback: () => R): { value: R }
 * function outcome<P extends MaybePromise>(callback: () => P): Promise<{ value: Awaited<P> }>
 * function outcome(callback: () => unknown): unknown {
 *   const value = callback()
 *   if (!('then' in Object(value))) return { value }
 *   return Promise.resolve(value).then((settled) => ({ value: settled }))
 * }
 *
 * console.log(outcome(() => 1).value, (await outcome(async () => 2)).value) // 1 2
 * ```
 */
export type MaybePromise = NoPromise | PromiseLike<unknown>

interface Settled {
  readonly then?: never
  // Everything has it. A type with nothing but optional members does not take what has none of them.
  valueOf(): unknown
}
