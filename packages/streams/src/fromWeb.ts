import {
  AlreadyConsumedError,
  DONE,
  fromPull,
  pipe,
  WAIT,
  withSignal,
  type Flow,
  type Pull,
  type Run,
} from '@rivulet/core'
import { checkBoolean, checkOptions, checkReadableStream, checkSignal } from './check.ts'

/** The options of {@link fromWeb}. */
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

type Reader<T> = ReturnType<ReadableStream<T>['getReader']>

/**
 * Delivers what a Web stream gives, one `read()` at a time. Several at once would not be faster, as each
 * of them costs a promise anyway, and would ask a lazy stream for more than was pulled.
 */
function pullWeb<T>(
  stream: ReadableStream<T>,
  run: Run,
  leave: (reader: Reader<T>) => Promise<void> | undefined,
): Pull<T> {
  const reader = stream.getReader()
  let state: 'idle' | 'reading' | 'chunk' | 'failed' | 'ended' = 'idle'
  let held: unknown // the chunk, or the error

  const onResult = ({ done, value }: { done: boolean; value?: T | undefined }): void => {
    if (state !== 'reading') return
    state = done ? 'ended' : 'chunk'
    held = value
    run.wake()
  }
  const onError = (error: unknown): void => {
    if (state !== 'reading') return
    state = 'failed'
    held = error
    run.wake()
  }

  run.defer(() => {
    const hasEnded = state === 'ended' || state === 'failed'
    // A read that is under way is answered now, by the cancelling or the release, and nobody minds it.
    state = 'ended'
    const leaving = hasEnded ? undefined : leave(reader)
    reader.releaseLock()
    return leaving
  })

  return () => {
    if (state === 'chunk') {
      state = 'idle'
      const chunk = held as T
      held = undefined
      return chunk
    }
    if (state === 'idle') {
      if (run.spend(1) === 0) return WAIT
      state = 'reading'
      reader.read().then(onResult, onError)
      return WAIT
    }
    if (state === 'failed') throw held
    return state === 'ended' ? DONE : WAIT
  }
}
