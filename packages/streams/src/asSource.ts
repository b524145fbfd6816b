import { CURSOR, pipe, type CursorSource, type Source } from '@rivulet/core'
import { awaitItems } from './awaitItems.ts'
import { isReadable } from './check.ts'
import { fromReadable } from './fromReadable.ts'

/** What may be given as a source, as what makes a stream of it reads it. */
export function asSource(source: Source | CursorSource<unknown>): Source {
  // A string or a chunk of bytes is one item, not a source of characters or of numbers.
  if (typeof source === 'string' || source instanceof Uint8Array) return [source]
  // It also keeps an error that comes before the first read from ending the process.
  if (isReadable(source)) return fromReadable(source)
  if (CURSOR in source || Symbol.asyncIterator in source) return source as Source
  return pipe(source as Iterable<unknown>, awaitItems())
}
