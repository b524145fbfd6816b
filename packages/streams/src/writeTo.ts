import { DONE, sink, WAIT, type Sink } from '@rivulet/core'
import type { Writable } from 'node:stream'
import { checkBoolean, checkOptions, checkSignal, checkWritable } from './check.ts'
import { destroyed } from './destroyed.ts'
import { guard, unguard } from './guard.ts'
import { onAbort } from './onAbort.ts'
import { isWritingEnded } from './streamState.ts'
import { cutOff, WritableEnd } from './writableEnd.ts'

/**
 * The options of {@link writeTo}.
 *
 * @example
 * ```ts
 * import { pipe } from '@rivulet/core'
 * import { writeTo, type WriteToOptions } from '@rivulet/streams'
 * import { PassThrough } from 'node:stream'
 * import { text } from 'node:stream/consumers'
 *
 * // Several pipelines write to one stream, one after the other, and the last one ends it.
 * const more: WriteToOptions = { end: false }
 * const page = new PassThrough()
 * await pipe(['<h1>', 'Figs', '</h1>'], writeTo(page, more))
 * await pipe(['<p>', 'Sweet.', '</p>'], writeTo(page))
 * console.log(await text(page)) // <h1>Figs</h1><p>Sweet.</p>
 * ```
 */
export interface WriteToOptions {
  /**
   * Whether the stream is ended after the last item. With `false` it stays open, also after an error.
   * @default true
   */
  readonly end?: boolean | undefined
  /** Ends the pipeline with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Writes all items to a Writable, as fast as it takes them, and resolves when it has finished and, if
 * it does that by itself, closed. With `end: false` it resolves when everything is handed over to what
 * lies below the stream.
 * If the source fails, the stream is destroyed, so that half a file is not taken for a whole one. If
 * the stream fails or closes, the source is closed and the promise rejects.
 *
 * From this call on an error of the stream waits for the pipeline, and does not end the process.
 * @throws TypeError for a bad argument
 *
 * @example
 * ```ts
 * import { map, pipe } from '@rivulet/core'
 * import { writeTo } from '@rivulet/streams'
 * import { PassThrough } from 'node:stream'
 * import { text } from 'node:stream/consumers'
 *
 * const out = new PassThrough()
 * await pipe(['a', 'b'], map((letter) => `${letter};`), writeTo(out))
 * console.log(await text(out)) // a;b;
 * ```
 */
export function writeTo<A>(
  writable: Writable,
  options: WriteToOptions = {},
): Sink<A, void, 'async'> {
  checkWritable('writeTo', writable)
  checkOptions('writeTo', options)
  const { end = true, signal } = options
  checkBoolean('writeTo', 'end', end)
  checkSignal('writeTo', signal)
  guard(writable)
  return sink<A, void, 'async'>(
    (up, run) => {
      const wake = (): void => run.wake()
      const ending = new WritableEnd(writable, wake)
      let unwritten = 0
      let over = false
      // A write that is still under way when the run is over may fail then, and nobody listens.
      const unguardWhenWritten = (): void => {
        if (unwritten === 0 || writable.closed) unguard(writable)
      }
      const onWritten = (error?: Error | null): void => {
        // A failed write is not counted down: the stream itself tells how it ended, if it tells anything.
        if (!error) unwritten--
        if (over) unguardWhenWritten()
        else if (error || unwritten === 0) run.wake()
      }
      run.defer(() => {
        over = true
        unguardWhenWritten()
      })
      run.defer(() => {
        const { outcome } = ending
        const hasFinished = writable.writableFinished || (outcome && !('error' in outcome))
        return !end || hasFinished ? undefined : destroyed(writable)
      })
      // For streams that do not tell themselves that they are full.
      let full = false
      const onDrain = (): void => {
        full = false
        run.wake()
      }
      writable.on('drain', onDrain)
      if (signal) run.defer(onAbort(signal, wake))
      run.defer(() => {
        ending.stopListening()
        writable.off('drain', onDrain)
      })

      let allGiven = false
      return () => {
        for (;;) {
          if (signal?.aborted) throw signal.reason
          const { outcome } = ending
          if (outcome && 'error' in outcome) throw outcome.error
          if (allGiven && (end ? outcome : unwritten === 0)) return undefined
          if (!allGiven && isWritingEnded(writable)) throw writeAfterEnd()
          if (!allGiven && outcome) throw cutOff()
          if (allGiven || (writable.writableNeedDrain ?? full) || writable.destroyed) {
            ending.noticeDestruction()
            return WAIT
          }
          const item = up()
          if (item === WAIT) return WAIT
          if (item !== DONE) {
            unwritten++
            // One from before Node's own may give nothing, and is not full.
            full = (writable.write(item, onWritten) as boolean | undefined) === false
          } else {
            allGiven = true
            if (end) writable.end()
          }
        }
      }
    },
    { kind: 'async' },
  )
}

function writeAfterEnd(): Error {
  return Object.assign(new Error('writeTo: the stream was ended before everything was written'), {
    code: 'ERR_STREAM_WRITE_AFTER_END',
  })
}
