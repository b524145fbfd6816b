import { AlreadyConsumedError, fromPull, pipe, withSignal, type Flow } from '@rivulet/core'
import type { Readable } from 'node:stream'
import { checkReadable, checkSignal } from './check.ts'
import { destroyed, pullReadable } from './pullReadable.ts'

/** The options of {@link fromReadable}. */
export interface FromReadableOptions {
  /** Ends the pipeline with the signal's reason and destroys the stream. */
  readonly signal?: AbortSignal | undefined
  /**
   * Whether a consumer that stops early destroys the stream. With `false` it is left as it is, with what
   * was not read.
   * @default true
   */
  readonly destroyOnReturn?: boolean
}

/**
 * The chunks of a Readable, or its values in object mode. It is read only when it is pulled, without a
 * promise for each chunk. A loop that ends early goes on when the stream has closed. A stream that
 * is destroyed before its end is an error, with or without an error of its own.
 * @throws TypeError for a bad argument. `AlreadyConsumedError` comes from the second iteration, and
 *   from the first if somebody has read the stream to its end before.
 *
 * @example
 * ```ts
 * import { map, pipe, toArray } from '@rivulet/core'
 * import { fromReadable } from '@rivulet/streams'
 * import { Readable } from 'node:stream'
 *
 * const readable = Readable.from(['a', 'b'])
 * const letters = await pipe(fromReadable<string>(readable), map((s) => s.toUpperCase()), toArray())
 * console.log(letters) // ['A', 'B']
 * ```
 */
export function fromReadable<T = Buffer>(
  readable: Readable,
  options: FromReadableOptions = {},
): Flow<T> {
  checkReadable('fromReadable', readable)
  const { signal, destroyOnReturn = true } = options
  checkSignal('fromReadable', signal)
  const items = fromPull<T>(
    (run) => {
      if (readable.readableEnded) throw new AlreadyConsumedError(readable)
      if (readable.listenerCount('data') > 0 || readable.readableFlowing === true) {
        throw new TypeError(
          'fromReadable: the stream has a "data" listener or is flowing, and would lose what goes there',
        )
      }
      run.defer(() => {
        if (readable.destroyed || readable.readableEnded || !destroyOnReturn) return undefined
        return destroyed(readable)
      })
      return pullReadable<T>(readable, run)
    },
    { once: readable },
  )
  return signal === undefined ? items : pipe(items, withSignal(signal))
}
