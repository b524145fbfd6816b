import type { CursorSource, Source } from '@rivulet/core'
import type { Readable } from 'node:stream'
import { asSource } from './asSource.ts'
import {
  checkBoolean,
  checkEncoding,
  checkHighWaterMark,
  checkOptions,
  checkSignal,
  checkSource,
} from './check.ts'
import { CursorReadable } from './cursorReadable.ts'

/**
 * The options of {@link toReadable}.
 *
 * @example
 * ```ts
 * import { toReadable, type ToReadableOptions } from '@rivulet/streams'
 * import { text } from 'node:stream/consumers'
 *
 * // For everything that is sent: bytes, and not more of them in memory than a packet has.
 * const sent: ToReadableOptions = { objectMode: false, highWaterMark: 1400 }
 * console.log(await text(toReadable(['hello ', 'world'], sent))) // hello world
 * ```
 */
export interface ToReadableOptions {
  /**
   * Whether each item is a value. With `false` every item has to be a string, a Buffer or another
   * `Uint8Array`, and the stream is one of bytes.
   * @default true, and false if `encoding` is given
   */
  readonly objectMode?: boolean | undefined
  /**
   * How much the stream holds ready, in items or in bytes.
   * @default what Node takes: 16 items, or 16 or 64 KiB
   */
  readonly highWaterMark?: number | undefined
  /**
   * Reads the bytes as text in this encoding: the chunks of the stream are strings, and no character is
   * cut in two between them. Strings among the items are UTF-8 in any case. Not with `objectMode: true`.
   */
  readonly encoding?: BufferEncoding | undefined
  /** Destroys the stream with the signal's reason. A source that was not read yet stays untouched. */
  readonly signal?: AbortSignal | undefined
}

/**
 * A Readable over any source. It opens the source at its first read and pulls no more than its buffer
 * takes. Items that precede an error are read before it. Destroying the stream closes the source, and
 * `close` is emitted when that is over; a `for await` loop that is left goes on after it, and gets the
 * error of the source's cleanup.
 *
 * A string or a `Uint8Array` is one chunk. Promises among the items of an `Iterable` are awaited.
 * `null` as an item is an error, as Node has no way to deliver it. A falsy value that is thrown comes as
 * an Error with it as `cause`, for the same reason.
 * @throws TypeError for a bad argument, RangeError for a high water mark that is negative or not whole
 *
 * @example
 * ```ts
 * import { map, pipe, range } from '@rivulet/core'
 * import { toReadable } from '@rivulet/streams'
 * import { text } from 'node:stream/consumers'
 *
 * const numbers = pipe(range(1, 4), map((n) => `${n};`))
 * console.log(await text(toReadable(numbers, { objectMode: false }))) // 1;2;3;
 * ```
 */
export function toReadable(
  source: Source | CursorSource<unknown>,
  options: ToReadableOptions = {},
): Readable {
  checkOptions('toReadable', options)
  const { encoding, objectMode = encoding === undefined, highWaterMark, signal } = options
  checkBoolean('toReadable', 'objectMode', objectMode)
  checkHighWaterMark('toReadable', highWaterMark)
  checkEncoding('toReadable', encoding)
  if (objectMode && encoding !== undefined) {
    throw new TypeError('toReadable: encoding is for a stream of bytes, and objectMode is true')
  }
  checkSignal('toReadable', signal)
  checkSource('toReadable', source)
  return new CursorReadable(
    asSource(source),
    {
      objectMode,
      ...(highWaterMark === undefined ? {} : { highWaterMark }),
      ...(encoding === undefined ? {} : { encoding }),
    },
    signal,
  )
}
