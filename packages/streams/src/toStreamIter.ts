import { map, pipe, withSignal, type CursorSource, type Flow, type Source } from '@rivulet/core'
import { asSource } from './asSource.ts'
import { inBatches, toChunk } from './byteBatches.ts'
import { checkOptions, checkSignal, checkSource } from './check.ts'
import { streamIter } from './streamIter.ts'

/**
 * The options of {@link toStreamIter}.
 *
 * @example
 * ```ts needs node:stream/iter
 * import { toStreamIter, type ToStreamIterOptions } from '@rivulet/streams/iter'
 * import { text } from 'node:stream/iter'
 *
 * // For what somebody waits for.
 * const impatient = (): ToStreamIterOptions => ({ signal: AbortSignal.timeout(10_000) })
 * console.log(await text(toStreamIter(['hello'], impatient()))) // hello
 * ```
 */
export interface ToStreamIterOptions {
  /** Fails the stream with the signal's reason. With a signal that is aborted already, nothing is read. */
  readonly signal?: AbortSignal | undefined
}

/**
 * A source as a stream of Node's experimental `node:stream/iter`, for its `pull()`, `pipeTo()` or `text()`: an
 * `AsyncIterable` of batches of bytes. A batch holds what the source has at once, at most 128 chunks. Strings
 * are encoded as UTF-8; a string or a `Uint8Array` as the source is one chunk. Promises among the items of an
 * `Iterable` are awaited. It can be read as often as the source. Leaving it closes the source, and
 * waits for that.
 * @throws TypeError for a bad argument, and Error where Node has no `node:stream/iter`. From the iteration comes
 *   a TypeError for an item that is neither a string nor a `Uint8Array`.
 *
 * @example
 * ```ts needs node:stream/iter
 * import { map, pipe, range } from '@rivulet/core'
 * import { toStreamIter } from '@rivulet/streams/iter'
 * import { text } from 'node:stream/iter'
 *
 * const numbers = pipe(range(1, 4), map((n) => `${n};`))
 * console.log(await text(toStreamIter(numbers))) // 1;2;3;
 * ```
 */
export function toStreamIter(
  source: Source | CursorSource<unknown>,
  options: ToStreamIterOptions = {},
): Flow<Uint8Array[]> {
  streamIter('toStreamIter')
  checkOptions('toStreamIter', options)
  const { signal } = options
  checkSignal('toStreamIter', signal)
  checkSource('toStreamIter', source)
  const batches = pipe(asSource(source), map(toChunk), inBatches())
  return signal === undefined ? batches : pipe(batches, withSignal(signal))
}
