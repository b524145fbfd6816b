/**
 * What a pull answers when nothing is there now: pull again after the run was woken.
 *
 * @example
 * ```ts
 * import { channel, openCursor, WAIT } from '@rivulet/core'
 *
 * const source = channel<string>()
 * const cursor = openCursor(source)
 * console.log(cursor.pull() === WAIT) // true
 * void source.push('a')
 * await cursor.ready()
 * console.log(cursor.pull()) // a
 * ```
 */
export const WAIT: unique symbol = Symbol.for('rivulet.wait')

/**
 * What a pull answers after the last item, and for ever after.
 *
 * @example
 * ```ts
 * import { DONE, openCursor } from '@rivulet/core'
 *
 * const { pull } = openCursor(['a'])
 * console.log(pull()) // a
 * console.log(pull() === DONE, pull() === DONE) // true true
 * ```
 */
export const DONE: unique symbol = Symbol.for('rivulet.done')

/**
 * The two answers that are not items. They are registered symbols: copies of this package agree on them.
 *
 * @example
 * ```ts
 * import { noItem, operator, pipe, type NoItem } from '@rivulet/core'
 *
 * // A step that several operators of yours can share: it passes on what is no item.
 * function toNumber(answer: string | NoItem): number | NoItem {
 *   return noItem(answer) ? answer : Number(answer)
 * }
 *
 * const numbers = operator<string, number>((up) => () => toNumber(up()))
 * console.log([...pipe(['1', '2'], numbers)]) // [1, 2]
 * ```
 */
export type NoItem = typeof WAIT | typeof DONE

/**
 * Asks a source or a stage for its next item. It never blocks: it answers with an item, with
 * {@link WAIT}, or with {@link DONE}, or it throws. After `DONE` it answers `DONE` again; after it
 * threw, nobody calls it again.
 *
 * @example
 * ```ts
 * import { noItem, operator, pipe, type Pull } from '@rivulet/core'
 *
 * // Wraps the pull of the stage before: the loop of every operator that leaves items out.
 * function pullOnly<T>(up: Pull<T>, isWanted: (item: T) => boolean): Pull<T> {
 *   return () => {
 *     let item = up()
 *     while (!noItem(item) && !isWanted(item)) item = up()
 *     return item
 *   }
 * }
 *
 * const texts = operator<string, string>((up) => pullOnly(up, (line) => !line.startsWith('#')))
 * console.log([...pipe(['# title', 'text'], texts)]) // ['text']
 * ```
 */
export type Pull<T> = () => T | NoItem

/**
 * Tells an item from `WAIT` and `DONE`. The first line of almost every operator is
 * `if (noItem(item)) return item`.
 *
 * The `typeof` is there for speed: comparing a value of unknown type with two symbols costs a third
 * more over a whole pipeline than asking whether it is a symbol at all.
 *
 * @example
 * ```ts
 * import { noItem, operator, pipe } from '@rivulet/core'
 *
 * const shout = operator<string, string>((up) => () => {
 *   const item = up()
 *   return noItem(item) ? item : item.toUpperCase()
 * })
 * console.log([...pipe(['a', 'b'], shout)]) // ['A', 'B']
 * ```
 */
export function noItem(answer: unknown): answer is NoItem {
  return typeof answer === 'symbol' && (answer === WAIT || answer === DONE)
}

/** The pull of what is not there yet. */
export function waiting(): typeof WAIT {
  return WAIT
}
