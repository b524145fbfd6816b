import { AlreadyConsumedError, fromPull, pipe, withSignal, type Flow } from '@rivulet/core'
import { checkBoolean, checkOptions, checkReadableStream, checkSignal } from './check.ts'
import { pullWeb } from './pullWeb.ts'

/**
 * The options of {@link fromWeb}.
 *
 * @example
 * ```ts
 * import { pipe, take, toArray } from '@rivulet/core'
 * import { fromWeb, type FromWebOptions } from '@rivulet/streams'
 *
 * // The header is read by itself; who comes next finds the rest in the stream.
 * const readOn: FromWebOptions = { preventCancel: true }
 * const table = ReadableStream.from(['name,age', 'Ada,36'])
 * console.log(await pipe(fromWeb(table, readOn), take(1), toArray())) // ['name,age']
 * console.log(await pipe(fromWeb(table), toArray())) // ['Ada,36']
 * ```
 */
export interface FromWebOptions {
  /** Ends the pipeline with the signal's reason. With a signal that is aborted already, nothing is read. */
  readonly signal?: AbortSignal | undefined
  /**
   * Whether a run that ends before the stream does leaves it as it is, with what was not read: it can
   * be read on, also by another `fromWeb`. Otherwise the stream is cancelled.
   * @default false
   */
  readonly preventCancel?: boolean | undefined
}

/**
 * Streams that a run is reading, or has read to the end or cancelled. `once` cannot stand for those that
 * are left to be read on.
 */
const taken = new WeakSet<ReadableStream>()

/**
 * The chunks of a Web `ReadableStream`: the body of a response, a `Blob`, the readable side of a
 * `TransformStream`. A byte stream gives `Uint8Array`s. Each chunk is asked for when it is pulled, and
 * none before: what the stream's own high water mark asks for is the only read-ahead. The stream is
 * locked while a run reads it. A loop that ends early cancels it, with the reason of the signal if that
 * was what ended it; it goes on when the cancelling is over, and gets its error.
 *
 * What a stream still holds when it fails is dropped by the stream itself: that is how the Web defines
 * it. Those that `toWeb` makes keep it.
 * @throws TypeError for a bad argument. From the iteration comes a TypeError if somebody else has locked
 *   the stream, and `AlreadyConsumedError` if it was iterated before.
 *
 * @example
 * ```ts
 * import { join, map, pipe } from '@rivulet/core'
 * import { fromWeb } from '@rivulet/streams'
 *
 * const { body } = new Response('hello')
 * if (body === null) throw new Error('no body')
 * const decoder = new TextDecoder()
 * const text = pipe(fromWeb(body), map((bytes) => decoder.decode(bytes, { stream: true })), join(''))
 * console.log(await text) // hello
 * ```
 */
export function fromWeb<T>(stream: ReadableStream<T>, options: FromWebOptions = {}): Flow<T> {
  checkReadableStream('fromWeb', stream)
  checkOptions('fromWeb', options)
  const { signal, preventCancel = false } = options
  checkSignal('fromWeb', signal)
  checkBoolean('fromWeb', 'preventCancel', preventCancel)
  const chunks = fromPull<T>(
    (run) => {
      if (taken.has(stream)) throw new AlreadyConsumedError(stream)
      if (stream.locked) {
        throw new TypeError('fromWeb: the stream is locked: somebody else is reading it')
      }
      taken.add(stream)
      return pullWeb(stream, run, (reader) => {
        if (!preventCancel) return reader.cancel(signal?.aborted ? signal.reason : undefined)
        taken.delete(stream)
        return undefined
      })
    },
    { once: preventCancel ? undefined : stream },
  )
  return signal === undefined ? chunks : pipe(chunks, withSignal(signal))
}
