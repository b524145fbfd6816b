import type { Kind, Sink } from '@rivulet/core'
import { checkBoolean, checkHighWaterMark, checkOptions, checkSignal } from './check.ts'
import { SinkWritable } from './sinkWritable.ts'
import { checkSink } from './stages.ts'

/**
 * The options of {@link toWritable}.
 *
 * @example
 * ```ts
 * import { reduce } from '@rivulet/core'
 * import { toWritable, type ToWritableOptions } from '@rivulet/streams'
 * import { Readable } from 'node:stream'
 * import { pipeline } from 'node:stream/promises'
 *
 * // What is written as text comes as bytes, so that they can be counted.
 * const ofBytes: ToWritableOptions = { objectMode: false }
 * const size = toWritable(reduce((sum: number, chunk: Buffer) => sum + chunk.length, 0), ofBytes)
 * await pipeline(Readable.from(['für']), size)
 * console.log(await size.result) // 4
 * ```
 */
export interface ToWritableOptions {
  /**
   * Whether what is written are values. With `false` it is a stream of bytes: a string that is written
   * reaches the sink as a Buffer.
   * @default true
   */
  readonly objectMode?: boolean | undefined
  /**
   * How much the stream holds, in items or in bytes.
   * @default what Node takes: 16 items, or 16 or 64 KiB
   */
  readonly highWaterMark?: number | undefined
  /** Destroys the stream with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * A Writable that gives what is written to a sink. `result` is a promise of what the sink gives; the
 * stream finishes after that. If the sink fails, the stream is destroyed with its error, and if the
 * stream is destroyed before it was ended, `result` rejects. An error of `result` that nobody handles
 * does not end the process: the stream tells it.
 *
 * A sink that has seen enough before the end, such as `first()`, gives its result then. A stream that
 * is piped into this one is ended and closed, unless somebody else reads it as well; another writer
 * finds this one closed. `toTransform` says what `stream.pipeline` makes of that.
 * @throws TypeError if `sink` is not a sink, or for a bad option; RangeError for a high water mark that
 *   is negative or not whole
 *
 * @example
 * ```ts
 * import { sum } from '@rivulet/core'
 * import { toWritable } from '@rivulet/streams'
 * import { Readable } from 'node:stream'
 * import { pipeline } from 'node:stream/promises'
 *
 * const total = toWritable(sum())
 * await pipeline(Readable.from([3, 4, 5]), total)
 * console.log(await total.result) // 12
 * ```
 */
export function toWritable<A, R>(
  sink: Sink<A, R, Kind>,
  options: ToWritableOptions = {},
): SinkWritable<R> {
  checkSink('toWritable', sink)
  checkOptions('toWritable', options)
  const { objectMode = true, highWaterMark, signal } = options
  checkBoolean('toWritable', 'objectMode', objectMode)
  checkHighWaterMark('toWritable', highWaterMark)
  checkSignal('toWritable', signal)
  return new SinkWritable(
    sink,
    { objectMode, ...(highWaterMark === undefined ? {} : { highWaterMark }) },
    signal,
  )
}
