import { show } from './check.ts'
import { isPlainArray, pullArray } from './pullArray.ts'
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
  if (typeof value === 'string') return 'sync'
  if (typeof value !== 'object' && typeof value !== 'function') return undefined
  if (value === null) return undefined
  if (CURSOR in value) return 'async'
  // The `Seq` that a generator function is given has an async iterator, too.
  if (DESCRIPTION in value) return 'sync'
  if (Symbol.asyncIterator in value) return 'async'
  return Symbol.iterator in value ? 'sync' : undefined
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

/** Opens any source as a part of a run. */
export function open<T>(source: Source<T>, run: Run): Pull<T> {
  const kind = kindOf(source)
  if (kind === undefined) throw new TypeError(`${show(source)} is not iterable`)
  if (kind === 'async' && run.kind === 'sync') {
    throw new TypeError(
      'an asynchronous source was given inside a synchronous pipeline: flatMapAsync makes it an asynchronous one',
    )
  }
  if (typeof source === 'string') return pullIterable<T>(source, run)
  if (DESCRIPTION in source) {
    return begin((source as unknown as Described)[DESCRIPTION], run)
  }
  if (kind === 'sync') {
    return isPlainArray(source)
      ? pullArray(source as readonly T[], run)
      : pullIterable(source as Iterable<T>, run)
  }
  return CURSOR in source
    ? pullCursor(source as unknown as CursorSource<T>, run)
    : pullAsyncIterable(source as AsyncIterable<T>, run)
}
