import { AlreadyConsumedError, fromPull, pipe, withSignal, type Flow } from '@rivulet/core'
import type { Readable } from 'node:stream'
import { checkBoolean, checkOptions, checkReadable, checkSignal } from './check.ts'
import { destroyed } from './destroyed.ts'
import { guard, unguard } from './guard.ts'
import { pullReadable } from './pullReadable.ts'

/** The options of {@link fromReadable}. */
export interface FromReadableOptions {
  /** Ends the pipeline with the signal's reason. With a signal that is aborted already, nothing is read. */
  readonly signal?: AbortSignal | undefined
  /**
   * Whether a run that ends before the stream does, for whatever reason, destroys it. With `false` the
   * stream is left as it is, with what was not read, and can be read on: also by another
   * `fromReadable`.
   * @default true
   */
  readonly destroyOnReturn?: boolean | undefined
}

/** Streams that a run is reading and will leave to be read on: `once` cannot stand for them. */
const inUse = new WeakSet<Readable>()

/**
 * The chunks of a Readable, or its values in object mode. It is read only when it is pulled, without a
 * promise for each chunk. A loop that ends early goes on when the stream has closed. A stream that
 * is destroyed before its end is an error, with or without an error of its own.
 *
 * From this call on an error of the stream waits for the pipeline, and does not end the process.
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
  checkOptions('fromReadable', options)
  const { signal, destroyOnReturn = true } = options
  checkSignal('fromReadable', signal)
  checkBoolean('fromReadable', 'destroyOnReturn', destroyOnReturn)
  guard(readable)
  const items = fromPull<T>(
    (run) => {
      if (readable.readableEnded || inUse.has(readable)) throw new AlreadyConsumedError(readable)
      if (readable.listenerCount('data') > 0 || readable.readableFlowing === true) {
        throw new TypeError(
          'fromReadable: the stream has a "data" listener or is flowing, and would lose what goes there',
        )
      }
      inUse.add(readable)
      run.defer(() => {
        inUse.delete(readable)
        unguard(readable)
      })
      run.defer(() => {
        const left = readable.readableEnded || !destroyOnReturn
        return left && !readable.destroyed ? undefined : destroyed(readable)
      })
      return pullReadable<T>(readable, run)
    },
    { once: destroyOnReturn ? readable : undefined },
  )
  return signal === undefined ? items : pipe(items, withSignal(signal))
}
