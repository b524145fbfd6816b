import {
  AlreadyConsumedError,
  fromBatches,
  fromPull,
  map,
  pipe,
  withSignal,
  type Flow,
  type Source,
} from '@rivulet/core'
import { toBatch } from './byteBatches.ts'
import { checkOptions, checkSignal, show } from './check.ts'
import { streamIter } from './streamIter.ts'

/**
 * The options of {@link fromStreamIter}.
 *
 * @example
 * ```ts needs node:stream/iter
 * import { map, pipe, toArray } from '@rivulet/core'
 * import { fromStreamIter, type FromStreamIterOptions } from '@rivulet/streams/iter'
 * import { pull } from 'node:stream/iter'
 *
 * // For what somebody waits for.
 * const impatient = (): FromStreamIterOptions => ({ signal: AbortSignal.timeout(10_000) })
 * const chunks = fromStreamIter(pull('hello'), impatient())
 * console.log(await pipe(chunks, map(({ length }) => length), toArray())) // [5]
 * ```
 */
export interface FromStreamIterOptions {
  /** Ends the pipeline with the signal's reason. With a signal that is aborted already, nothing is read. */
  readonly signal?: AbortSignal | undefined
}

/** The symbols by which an object says itself how `node:stream/iter` is to read it. */
const PROTOCOLS = [Symbol.for('Stream.toAsyncStreamable'), Symbol.for('Stream.toStreamable')]

const taken = new WeakSet<object>()

/**
 * The chunks of a stream of Node's experimental `node:stream/iter`: of `pull()`, of the readable side of `push()`,
 * of a file handle, of anything else that gives batches of `Uint8Array`s or that Node's `from()` takes. The
 * chunks of a batch are delivered without a promise for each. It can be read once, as it cannot be
 * told from such a stream whether it begins anew.
 * @throws TypeError for a bad argument, and Error where Node has no `node:stream/iter`. A second iteration
 *   throws `AlreadyConsumedError`.
 *
 * @example
 * ```ts needs node:stream/iter node:zlib/iter
 * import { map, pipe, toArray } from '@rivulet/core'
 * import { fromStreamIter } from '@rivulet/streams/iter'
 * import { pull } from 'node:stream/iter'
 * import { compressGzip, decompressGzip } from 'node:zlib/iter'
 *
 * const chunks = fromStreamIter(pull('hello', compressGzip(), decompressGzip()))
 * const decoder = new TextDecoder()
 * console.log(await pipe(chunks, map((bytes) => decoder.decode(bytes)), toArray())) // ['hello']
 * ```
 */
export function fromStreamIter(
  source: object | string,
  options: FromStreamIterOptions = {},
): Flow<Uint8Array> {
  const { from } = streamIter('fromStreamIter')
  checkStreamable(source)
  checkOptions('fromStreamIter', options)
  const { signal } = options
  checkSignal('fromStreamIter', signal)
  const batches = fromBatches(() => {
    // Node's own reading would wait for a `next()` that never settles when it is left.
    const isIterable = typeof source === 'object' && !speaksProtocol(source) && !isChunk(source)
    return pipe((isIterable ? source : from(source)) as Source, map(toBatch))
  })
  const chunks = fromPull<Uint8Array>((run) => {
    if (typeof source === 'object') {
      if (taken.has(source)) throw new AlreadyConsumedError(source)
      taken.add(source)
    }
    return run.open(batches).pull
  })
  return signal === undefined ? chunks : pipe(chunks, withSignal(signal))
}

function speaksProtocol(value: object): boolean {
  return PROTOCOLS.some((protocol) => protocol in value)
}

function isChunk(value: object): boolean {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer
}

function checkStreamable(value: unknown): void {
  if (typeof value === 'string') return
  if (typeof value === 'object' && value !== null) {
    const isIterable = Symbol.asyncIterator in value || Symbol.iterator in value
    if (isIterable || speaksProtocol(value) || isChunk(value)) return
  }
  throw new TypeError(
    `fromStreamIter: the source must be an Iterable or an AsyncIterable of batches, got ${show(value)}`,
  )
}
