import { show } from './check.ts'
import { pullArray, isPlainArray } from './pullArray.ts'
import { pullAsyncIterable } from './pullAsyncIterable.ts'
import { pullCursor } from './pullCursor.ts'
import { pullIterable } from './pullIterable.ts'
import { CURSOR } from './cursor.ts'
import { begin, DESCRIPTION, type Described } from './description.ts'
import type { Pull } from './pull.ts'
import type { Run } from './run.ts'
import type { CursorSource, Kind, Source } from './source.ts'

/** The kind of a value at run time, or `undefined` if it is no source at all. */
export function kindOf(value: unknown): Kind | undefined {
  const from: object = Object(value) // a string is a source, too
  if (CURSOR in from) return 'async'
  // The `Seq` that a generator function is given has an async iterator, too.
  if (DESCRIPTION in from) return 'sync'
  if (Symbol.asyncIterator in from) return 'async'
  return Symbol.iterator in from ? 'sync' : undefined
}

/**
 * @returns the kind of the source
 * @throws TypeError for a value that is no source
 */
export function checkSource(name: string, parameter: string, value: unknown): Kind {
  const kind = kindOf(value)
  if (kind !== undefined) return kind
  throw new TypeError(
    `${name}: ${parameter} must be an Iterable or an AsyncIterable, got ${show(value)}`,
  )
}

/**
 * Opens any source as a part of a run.
 * @param interrupt called when the run is over in the middle of a `next()` of a source that is an iterable
 */
export function open<T>(source: Source<T>, run: Run, interrupt?: () => void): Pull<T> {
  const kind = kindOf(source)
  if (kind === undefined) throw new TypeError(`${show(source)} is not iterable`)
  if (kind === 'async' && run.kind === 'sync') {
    throw new TypeError(
      'an asynchronous source was given in a synchronous pipeline: use flatMapAsync',
    )
  }
  const from: object = Object(source)
  if (DESCRIPTION in from) return begin(from as Described<T>, run)
  if (CURSOR in from) return pullCursor(from as CursorSource<T>, run)
  if (kind === 'async') return pullAsyncIterable(from as AsyncIterable<T>, run, interrupt)
  return isPlainArray<T>(from as Iterable<T>)
    ? pullArray(from as readonly T[], run)
    : pullIterable(from as Iterable<T>, run, interrupt)
}
