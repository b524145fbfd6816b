import { openCursor, type CursorSource, type Source } from '@rivulet/core'
import { checkHighWaterMark, checkOptions, checkSignal, checkSource, show } from './check.ts'
import { CursorStream, type Queueing } from './cursorStream.ts'

/** The options of {@link toWeb}. */
export interface ToWebOptions<T = unknown> {
  /**
   * `'bytes'` makes a byte stream, which can be read into a buffer (`getReader({ mode: 'byob' })`). Every item
   * has to be a string, which is encoded as UTF-8, or a `Uint8Array`, which is copied: a byte stream
   * takes the memory of its chunks away from whoever made them. Empty items are left out.
   * @default undefined, a stream of the items as they are
   */
  readonly type?: 'bytes' | undefined
  /**
   * How much the stream holds ready, in items, in bytes with `type: 'bytes'`, or in what its own `size` tells:
   * `new ByteLengthQueuingStrategy({ highWaterMark: 65536 })`. Its high water mark and its sizes have to be
   * whole numbers; an item of size 0 counts as 1. With a high water mark above 0 the Web reads
   * ahead from the moment the stream is made.
   * @default { highWaterMark: 0 }: an item is asked for when somebody reads
   */
  readonly strategy?: QueuingStrategy<T> | undefined
  /** Fails the stream with the signal's reason, after the source is closed. */
  readonly signal?: AbortSignal | undefined
}

/**
 * A Web `ReadableStream` over any source, for a `Response`, a `fetch` body or `pipeThrough`. It opens the source
 * at its first read, pulls an item when one is read, and holds no more than its strategy asks for. Items
 * that precede an error are read before it, where a stream of the Web would drop them. Cancelling
 * closes the source, resolves when that is over and rejects with its error; a `for await` loop that is
 * left does the same, also while the source does not answer.
 *
 * A string or a `Uint8Array` is one chunk.
 * @throws TypeError for a bad argument, RangeError for a strategy that has no place with its type or a
 *   high water mark that is not a whole number
 *
 * @example
 * ```ts
 * import { map, pipe, range } from '@rivulet/core'
 * import { toWeb } from '@rivulet/streams'
 *
 * const numbers = pipe(range(1, 4), map((n) => `${n};`))
 * console.log(await new Response(toWeb(numbers, { type: 'bytes' })).text()) // 1;2;3;
 * ```
 */
export function toWeb(
  source: Source | CursorSource<unknown>,
  options: ToWebOptions<Uint8Array> & { readonly type: 'bytes' },
): ReadableStream<Uint8Array>
export function toWeb<T>(
  source: T & (string | Uint8Array),
  options?: ToWebOptions<T> & { readonly type?: undefined },
): ReadableStream<T>
export function toWeb<T>(
  source: Source<T> | CursorSource<T>,
  options?: ToWebOptions<T> & { readonly type?: undefined },
): ReadableStream<T>
export function toWeb(
  source: Source | CursorSource<unknown>,
  options: ToWebOptions<never> = {},
): ReadableStream<unknown> {
  checkOptions('toWeb', options)
  const { type, strategy = {}, signal } = options
  if (type !== undefined && type !== 'bytes') {
    throw new TypeError(`toWeb: type must be 'bytes' or undefined, got ${show(type)}`)
  }
  const queueing = checkStrategy(strategy, type)
  checkSignal('toWeb', signal)
  checkSource('toWeb', source)
  // A string or a chunk of bytes is one item, not a source of characters or of numbers.
  const isChunk = typeof source === 'string' || source instanceof Uint8Array
  return new CursorStream({
    open: () => openCursor(isChunk ? [source] : (source as Source)),
    queueing,
    signal,
  })
}

function checkStrategy(strategy: unknown, type: 'bytes' | undefined): Queueing {
  if (typeof strategy !== 'object' || strategy === null) {
    throw new TypeError(`toWeb: strategy must be an object, got ${show(strategy)}`)
  }
  const { highWaterMark = 0, size } = strategy as Partial<Record<string, unknown>>
  checkHighWaterMark('toWeb', highWaterMark)
  if (size !== undefined && typeof size !== 'function') {
    throw new TypeError(`toWeb: strategy.size must be a function, got ${show(size)}`)
  }
  if (type === 'bytes' && size !== undefined) {
    throw new RangeError(
      `toWeb: strategy.size must be undefined with type 'bytes', which counts bytes, got ${show(size)}`,
    )
  }
  return {
    highWaterMark: highWaterMark as number,
    ...(type === 'bytes' ? bytes : itemsOf(size as ((item: unknown) => unknown) | undefined)),
  }
}

const encoder = new TextEncoder()

const bytes: Omit<Queueing, 'highWaterMark'> = {
  type: 'bytes',
  convert: (item) => {
    if (typeof item === 'string') return encoder.encode(item)
    // A copy, as the stream will detach its memory.
    if (item instanceof Uint8Array) return new Uint8Array(item)
    throw new TypeError(
      `toWeb: with type 'bytes' an item must be a string or a Uint8Array, got ${show(item)}`,
    )
  },
  sizeOf: (chunk) => (chunk as Uint8Array).byteLength,
}

function itemsOf(size: ((item: unknown) => unknown) | undefined): Omit<Queueing, 'highWaterMark'> {
  return {
    type: undefined,
    convert: (item) => item,
    sizeOf: (item) => {
      const sized = size === undefined ? 1 : size(item)
      if (Number.isSafeInteger(sized) && (sized as number) >= 0) return (sized as number) || 1
      throw new RangeError(
        `toWeb: strategy.size must give a whole number of at least 0, got ${show(sized)} for ${show(item)}`,
      )
    },
  }
}
