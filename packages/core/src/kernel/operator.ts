import type { Pull } from './pull.ts'
import type { Run, Start } from './run.ts'
import type { Kind } from './source.ts'
import type { Step } from './step.ts'

/**
 * The output of an operator: any number of items.
 *
 * @example
 * ```ts
 * import { map, pipe, type Many, type Operator } from '@rivulet/core'
 *
 * // The signature of a function that others call says what goes in and what comes out.
 * function lengths(): Operator<string, Many<number>> {
 *   return map((word) => word.length)
 * }
 *
 * console.log([...pipe(['fig', 'kiwi'], lengths())]) // [3, 4]
 * ```
 */
export interface Many<out T> {
  readonly many: T
}

/**
 * The output of a sink: one result.
 *
 * @example
 * ```ts
 * import { combine, count, pipe, sum, type Kind, type One, type Operator } from '@rivulet/core'
 *
 * // The type of a sink's result, which need not be written down beside the sink.
 * type ResultOf<S> = S extends Operator<never, One<infer R>, Kind> ? R : never
 *
 * const summary = combine({ orders: count(), revenue: sum() })
 * function report({ orders, revenue }: ResultOf<typeof summary>): string {
 *   return `${orders} orders, ${revenue} in all`
 * }
 * console.log(report(pipe([30, 12], summary))) // 2 orders, 42 in all
 * ```
 */
export interface One<out R> {
  readonly one: R
}

const BODY: unique symbol = Symbol.for('rivulet.operator')
declare const ITEM: unique symbol
declare const OUTPUT: unique symbol
declare const KIND: unique symbol

/**
 * A step of a pipeline, described and not yet running. `A` is what it takes; `Output` is
 * `Many<items>` for an operator and `One<result>` for a sink; `K` is `'async'` for one that makes
 * any pipeline asynchronous.
 *
 * @example
 * ```ts
 * import { filter, pipe, take, type Many, type Operator } from '@rivulet/core'
 *
 * // Stages are values: a table of them, to choose from while the program runs.
 * const views: Record<string, Operator<string, Many<string>>> = {
 *   errors: filter((line) => line.startsWith('ERROR')),
 *   head: take(1),
 * }
 * const log = ['INFO started', 'ERROR disk full']
 * for (const [name, view] of Object.entries(views)) console.log(name, [...pipe(log, view)])
 * // errors ['ERROR disk full']
 * // head ['INFO started']
 * ```
 */
export interface Operator<in A, out Output, out K extends Kind = 'sync'> {
  readonly [BODY]: Body
  // These are not there at run time. They carry the types through `pipe`.
  readonly [ITEM]?: (item: A) => void
  readonly [OUTPUT]?: Output
  readonly [KIND]?: K
}

/**
 * An operator that ends the pipeline with one result.
 *
 * @example
 * ```ts
 * import { count, pipe, toSet, type Sink } from '@rivulet/core'
 *
 * // The caller chooses what becomes of the words, and gets what that gives.
 * function words<R>(text: string, end: Sink<string, R>) {
 *   return pipe(text.split(' '), end)
 * }
 *
 * console.log(words('to be or not to be', count())) // 6
 * console.log(words('to be or not to be', toSet())) // Set(4) { 'to', 'be', 'or', 'not' }
 * ```
 */
export type Sink<A, R, K extends Kind = 'sync'> = Operator<A, One<R>, K>

/** What an operator is at run time: a pull around the one before it, or a step. */
export type Body = Stage | StepStage
interface Stage {
  readonly kind: Kind
  readonly output: 'many' | 'one'
  readonly start: Start<unknown, unknown>
  readonly step?: undefined
}
interface StepStage {
  readonly kind: Kind
  readonly output: 'many'
  readonly start?: undefined
  readonly step: Step
}

/**
 * The options of {@link operator} and {@link sink}.
 *
 * @example
 * ```ts
 * import { operator, pipe, toArray, WAIT, type OperatorOptions } from '@rivulet/core'
 *
 * // Said once, for all operators of yours that wait for a promise.
 * const WAITS: OperatorOptions<'async'> = { kind: 'async' }
 *
 * const after = <T>(ready: Promise<unknown>) =>
 *   operator<T, T, 'async'>((up, run) => {
 *     let isReady = false
 *     const begin = () => {
 *       isReady = true
 *       run.wake()
 *     }
 *     ready.then(begin, (error) => run.fail(error))
 *     return () => (isReady ? up() : WAIT)
 *   }, WAITS)
 * console.log(await pipe(['a', 'b'], after(Promise.resolve()), toArray())) // ['a', 'b']
 * ```
 */
export interface OperatorOptions<K extends Kind> {
  /**
   * `'async'` for an operator that waits for something of its own, such as a promise or a timer: it
   * turns every pipeline into a `Flow`.
   * @default 'sync'
   */
  readonly kind?: K
}

/**
 * Describes an operator. Unlike the `operator` that users have, it checks nothing.
 * @param start called once for each run
 */
export function operator<A, B, K extends Kind = 'sync'>(
  start: (up: Pull<A>, run: Run) => Pull<B>,
  { kind = 'sync' as K }: OperatorOptions<K> = {},
): Operator<A, Many<B>, K> {
  return { [BODY]: { start: start as Start<unknown, unknown>, kind, output: 'many' } }
}

/** The same for a sink. */
export function sink<A, R, K extends Kind = 'sync'>(
  start: (up: Pull<A>, run: Run) => Pull<R>,
  { kind = 'sync' as K }: OperatorOptions<K> = {},
): Sink<A, R, K> {
  return { [BODY]: { start: start as Start<unknown, unknown>, kind, output: 'one' } }
}

/** An operator that is a single step: see {@link Step}. */
export function stepOperator<A, B>(
  callback: (item: A, index: number) => unknown,
  effect: Step[1],
): Operator<A, Many<B>> {
  return { [BODY]: { kind: 'sync', output: 'many', step: [callback as Step[0], effect] } }
}

/** What is inside an operator, `undefined` for anything else. */
export function bodyOf(value: unknown): Body | undefined {
  return (Object(value) as { readonly [BODY]?: Body })[BODY]
}
