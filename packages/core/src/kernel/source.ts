import type { Cursor } from './cursor.ts'
import type { CURSOR } from './cursor.ts'

/**
 * Whether a pipeline delivers at once (`Seq`, an `Iterable`) or with promises (`Flow`, an `AsyncIterable`).
 *
 * @example
 * ```ts
 * import { map, mapAsync, pipe, toArray, type Kind, type Many, type Operator } from '@rivulet/core'
 *
 * // Takes operators of both kinds. `K` goes through, and decides what `pipe` gives.
 * function decoded<K extends Kind>(decode: Operator<string, Many<number>, K>) {
 *   return pipe(['1', '2'], decode)
 * }
 *
 * console.log([...decoded(map(Number))]) // [1, 2]
 * console.log(await pipe(decoded(mapAsync(async (text) => Number(text))), toArray())) // [1, 2]
 * ```
 */
export type Kind = 'sync' | 'async'

/**
 * A value that opens as a cursor: the sources of other packages, and of other copies of this one.
 *
 * @example
 * ```ts
 * import { CURSOR, fromBatches, pipe, toArray, type CursorSource } from '@rivulet/core'
 *
 * // A class of yours that pipelines read as they do their own sources, without a promise an item.
 * class Table implements CursorSource<string>, AsyncIterable<string> {
 *   [CURSOR]() {
 *     return this.#rows[CURSOR]()
 *   }
 *   [Symbol.asyncIterator]() {
 *     return this.#rows[Symbol.asyncIterator]()
 *   }
 *   readonly #rows = fromBatches(() => [['a', 'b'], ['c']])
 * }
 * console.log(await pipe(new Table(), toArray())) // ['a', 'b', 'c']
 * ```
 */
export interface CursorSource<T> {
  [CURSOR](): Cursor<T>
}

/**
 * Whatever `pipe` takes first.
 *
 * @example
 * ```ts
 * import { generate, join, pipe, type Source } from '@rivulet/core'
 *
 * // Takes arrays, sets, generators, pipelines, streams; what is asynchronous has to be awaited.
 * async function sentence(words: Source<string>): Promise<string> {
 *   return `${await pipe(words, join(' '))}.`
 * }
 *
 * console.log(await sentence(['Now', 'here'])) // Now here.
 * console.log(await sentence(generate(async function* () { yield 'Later' }))) // Later.
 * ```
 */
export type Source<T = unknown> = Iterable<T> | AsyncIterable<T>

/**
 * The items of a source.
 *
 * @example
 * ```ts
 * import { enumerate, pipe, type Item } from '@rivulet/core'
 *
 * const numbered = pipe(['tea', 'salt'], enumerate())
 *
 * // The type of what a pipeline delivers, which changes when the pipeline does.
 * type Entry = Item<typeof numbered>
 * const show = ([index, name]: Entry): string => `${index + 1}. ${name}`
 *
 * for (const entry of numbered) console.log(show(entry))
 * // 1. tea
 * // 2. salt
 * ```
 */
export type Item<S> = S extends AsyncIterable<infer T> ? T : S extends Iterable<infer T> ? T : never

/**
 * The kind of a source. What is both counts as asynchronous, in types and at run time.
 *
 * @example
 * ```ts
 * import { count, pipe, type KindOf, type Source } from '@rivulet/core'
 *
 * // A promise for sources that are asynchronous, and the number itself for the others.
 * type Answer<S> = KindOf<S> extends 'async' ? Promise<number> : number
 * function size<S extends Source>(source: S): Answer<S>
 * function size(source: Source): unknown {
 *   return pipe(source, count())
 * }
 *
 * console.log(size(new Set(['a', 'b'])) * 2) // 4
 * ```
 */
export type KindOf<S> = S extends AsyncIterable<unknown> ? 'async' : 'sync'
