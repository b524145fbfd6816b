import { filter, map, pipe, prefetch, type CursorSource, type Source } from '@rivulet/core'
import { asSource } from './asSource.ts'
import { checkHighWaterMark, checkOptions, checkSignal, checkSource, show } from './check.ts'
import { SourceStream } from './sourceStream.ts'

/**
 * The options of {@link toWeb}.
 *
 * @example
 * ```ts
 * import { map, pipe, range } from '@rivulet/core'
 * import { toWeb, type ToWebOptions } from '@rivulet/streams'
 *
 * // For bodies of responses, which go on being made while the network is busy.
 * const body: ToWebOptions<Uint8Array> & { type: 'bytes' } = {
 *   type: 'bytes',
 *   strategy: { highWaterMark: 64 * 1024 },
 * }
 * const numbers = pipe(range(1, 4), map((n) => `${n};`))
 * console.log(await new Response(toWeb(numbers, body)).text()) // 1;2;3;
 * ```
 */
export interface ToWebOptions<T = unknown> {
  /**
   * `'bytes'` makes a byte stream, which can be read into a buffer (`getReader({ mode: 'byob' })`). Every item
   * has to be a string, which is encoded as UTF-8, or a `Uint8Array`, which is copied: a byte stream
   * takes the memory of its chunks away from whoever made them. Empty items are left out.
   * @default undefined, a stream of the items as they are
   */
  readonly type?: 'bytes' | undefined
  /**
   * How much the stream holds ready, from its first read on: in items, in bytes with `type: 'bytes'`, or in
   * what its own `size` tells, as in `new ByteLengthQueuingStrategy({ highWaterMark: 65536 })`. The high water
   * mark is a whole number; an item of a size below 1 counts as 1.
   * @default { highWaterMark: 0 }: an item is asked for when somebody reads
   */
  readonly strategy?: QueuingStrategy<T> | undefined
  /** Fails the stream with the signal's reason, after the source is closed. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Bytes whose memory is not shared, as the Web's own streams want them: `Uint8Array<ArrayBuffer>`, which
 * TypeScript before 5.7 cannot say.
 */
type OwnBytes = ReturnType<InstanceType<typeof TextEncoder>['encode']>

/**
 * A Web `ReadableStream` over any source, for a `Response`, a `fetch` body or `pipeThrough`. It opens the source
 * at its first read, and pulls no more of it than is read and its strategy asks for. Items that precede
 * an error are read before it, where a stream of the Web would drop them. Cancelling closes the
 * source, resolves when that is over and rejects with its error; a `for await` loop that is left does
 * the same, also while the source does not answer.
 *
 * A string or a `Uint8Array` is one chunk. Promises among the items of an `Iterable` are awaited, as
 * `ReadableStream.from` does; those that an `AsyncIterable` gives are values.
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
): ReadableStream<OwnBytes>
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
  const { highWaterMark, size } = checkStrategy(strategy, type)
  checkSignal('toWeb', signal)
  checkSource('toWeb', source)
  const items = asSource(source)
  const converted = type === 'bytes' ? pipe(items, map(toBytes), filter(isFilled)) : items
  const ahead = highWaterMark > 0 ? pipe(converted, prefetch(highWaterMark, { size })) : converted
  return new SourceStream(ahead, { type, signal })
}

interface Strategy {
  readonly highWaterMark: number
  readonly size: ((item: unknown) => number) | undefined
}

function checkStrategy(strategy: unknown, type: 'bytes' | undefined): Strategy {
  if (typeof strategy !== 'object' || strategy === null) {
    throw new TypeError(`toWeb: strategy must be an object, got ${show(strategy)}`)
  }
  const { highWaterMark = 0, size } = strategy as Partial<Strategy>
  checkHighWaterMark('toWeb', highWaterMark)
  if (size !== undefined && typeof size !== 'function') {
    throw new TypeError(`toWeb: strategy.size must be a function, got ${show(size)}`)
  }
  if (type === undefined) return { highWaterMark, size: size && checkedSize(size) }
  if (size === undefined) return { highWaterMark, size: (item) => (item as Uint8Array).byteLength }
  throw new RangeError(
    `toWeb: strategy.size must be undefined with type 'bytes', which counts bytes, got ${show(size)}`,
  )
}

/** `prefetch` would refuse a bad size, too, but in its own name. */
function checkedSize(size: (item: unknown) => unknown): (item: unknown) => number {
  return (item) => {
    const told = size(item)
    if (Number.isFinite(told)) return told as number
    throw new RangeError(
      `toWeb: strategy.size must give a finite number, got ${show(told)} for ${show(item)}`,
    )
  }
}

const encoder = new TextEncoder()

/** A copy, because a byte stream detaches the memory that it is given. */
function toBytes(item: unknown): OwnBytes {
  if (typeof item === 'string') return encoder.encode(item)
  if (item instanceof Uint8Array) return new Uint8Array(item)
  throw new TypeError(
    `toWeb: with type 'bytes' an item must be a string or a Uint8Array, got ${show(item)}`,
  )
}

/** A byte stream refuses an empty chunk. */
function isFilled(chunk: Uint8Array): boolean {
  return chunk.byteLength > 0
}
