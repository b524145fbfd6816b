import {
  AlreadyConsumedError,
  fromPull,
  pipe,
  withSignal,
  type Flow,
  type Pull,
  type Run,
} from '@rivulet/core'
import type { Readable } from 'node:stream'
import { checkBoolean, checkOptions, checkReadable, checkSignal, isLegacy } from './check.ts'
import { destroyed } from './destroyed.ts'
import { guard, unguard } from './guard.ts'
import { LegacyReader, type LegacyStream } from './legacyReader.ts'
import { pullReadable } from './pullReadable.ts'
import { flowsElsewhere } from './streamErrors.ts'
import { hasEnded } from './streamState.ts'

/**
 * The options of {@link fromReadable}.
 *
 * @example
 * ```ts
 * import { pipe, take, toArray } from '@rivulet/core'
 * import { fromReadable, type FromReadableOptions } from '@rivulet/streams'
 * import { Readable } from 'node:stream'
 *
 * // The header is read by itself; who comes next finds the rest in the stream.
 * const readOn: FromReadableOptions = { destroyOnReturn: false }
 * const table = Readable.from(['name,age', 'Ada,36'])
 * console.log(await pipe(fromReadable<string>(table, readOn), take(1), toArray())) // ['name,age']
 * console.log(await pipe(fromReadable<string>(table), toArray())) // ['Ada,36']
 * ```
 */
export interface FromReadableOptions {
  /** Ends the pipeline with the signal's reason. With a signal that is aborted already, nothing is read. */
  readonly signal?: AbortSignal | undefined
  /**
   * Whether a run that ends before the stream does, for whatever reason, destroys it. With `false` the
   * stream is left as it is, with what was not read, and can be read on: also by another
   * `fromReadable`. A stream of the old kind only by that, which keeps what comes meanwhile.
   * @default true
   */
  readonly destroyOnReturn?: boolean | undefined
}

/** Streams that a run is reading and will leave to be read on: `once` cannot stand for them. */
const inUse = new WeakSet<Readable | LegacyStream>()

/**
 * The chunks of a Readable, or its values in object mode. It is read only when it is pulled, without a
 * promise for each chunk. A loop that ends early goes on when the stream has closed. A stream that
 * is destroyed before its end is an error, with or without an error of its own.
 *
 * From this call on an error of the stream waits for the pipeline, and does not end the process. A stream
 * of the old kind, with `data` events and no `read()`, flows by itself: from this call on it is
 * listened to, and paused when 16 chunks wait.
 * @throws TypeError for a bad argument, and for a stream of the old kind that somebody else listens to.
 *   A modern one that flows or has a `data` listener fails when it is iterated. `AlreadyConsumedError`
 *   comes from the second iteration, and from the first if somebody has read the stream to its end before.
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
  readable: Readable | LegacyStream,
  options: FromReadableOptions = {},
): Flow<T> {
  checkReadable('fromReadable', readable)
  checkOptions('fromReadable', options)
  const { signal, destroyOnReturn = true } = options
  checkSignal('fromReadable', signal)
  checkBoolean('fromReadable', 'destroyOnReturn', destroyOnReturn)
  const begin = isLegacy(readable)
    ? beginLegacy(readable, destroyOnReturn)
    : beginModern(readable, destroyOnReturn)
  const items = fromPull<T>(
    (run) => {
      if (inUse.has(readable)) throw new AlreadyConsumedError(readable)
      const pull = begin(run)
      inUse.add(readable)
      run.defer(() => inUse.delete(readable))
      return pull as Pull<T>
    },
    { once: destroyOnReturn ? readable : undefined },
  )
  return signal === undefined ? items : pipe(items, withSignal(signal))
}

function beginModern(readable: Readable, destroyOnReturn: boolean): (run: Run) => Pull<unknown> {
  guard(readable)
  return (run) => {
    if (hasEnded(readable)) throw new AlreadyConsumedError(readable)
    if (readable.listenerCount('data') > 0 || readable.readableFlowing === true) {
      throw flowsElsewhere()
    }
    run.defer(() => unguard(readable))
    run.defer(() => {
      const left = hasEnded(readable) || !destroyOnReturn
      return left && !readable.destroyed ? undefined : destroyed(readable)
    })
    return pullReadable(readable, run)
  }
}

function beginLegacy(stream: LegacyStream, destroyOnReturn: boolean): (run: Run) => Pull<unknown> {
  const reader = LegacyReader.of(stream)
  return (run) => {
    if (reader.isRead) throw new AlreadyConsumedError(stream)
    run.defer(() => (destroyOnReturn ? reader.close() : reader.leave()))
    return reader.pull(run)
  }
}
