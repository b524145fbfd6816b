import type { Cursor } from './cursor.ts'
import type { CURSOR } from './cursor.ts'

/** Whether a pipeline delivers at once (`Seq`, an `Iterable`) or with promises (`Flow`, an `AsyncIterable`). */
export type Kind = 'sync' | 'async'

/** A value that opens as a cursor: the sources of other packages, and of other copies of this one. */
export interface CursorSource<T> {
  [CURSOR](): Cursor<T>
}

/** Whatever `pipe` takes first. */
export type Source<T = unknown> = Iterable<T> | AsyncIterable<T>

/** The items of a source. */
export type Item<S> = S extends AsyncIterable<infer T> ? T : S extends Iterable<infer T> ? T : never

/** The kind of a source. What is both counts as asynchronous, in types and at run time. */
export type KindOf<S> = S extends AsyncIterable<unknown> ? 'async' : 'sync'
