import { DONE, sink, WAIT, type Sink } from '@rivulet/core'
import type { Writable } from 'node:stream'
import { checkBoolean, checkSignal, checkWritable } from './check.ts'
import { destroyed, prematureClose } from './pullReadable.ts'

/** The options of {@link writeTo}. */
export interface WriteToOptions {
  /**
   * Whether the stream is ended after the last item. With `false` it stays open, also after an error.
   * @default true
   */
  readonly end?: boolean
  /** Ends the pipeline with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Writes all items to a Writable, as fast as it takes them, and resolves when it has finished: everything
 * is handed to what lies below it. With `end: false` it resolves when everything is handed over.
 * If the source fails, the stream is destroyed, so that half a file is not taken for a whole one. If
 * the stream fails or closes, the source is closed and the promise rejects.
 * @throws TypeError for a bad argument
 *
 * @example
 * ```ts
 * import { map, pipe } from '@rivulet/core'
 * import { writeTo } from '@rivulet/streams'
 * import { PassThrough } from 'node:stream'
 *
 * const out = new PassThrough()
 * await pipe(['a', 'b'], map((letter) => `${letter}\n`), writeTo(out))
 * console.log(String(out.read())) // 'a\nb\n'
 * ```
 */
export function writeTo<A>(
  writable: Writable,
  options: WriteToOptions = {},
): Sink<A, void, 'async'> {
  checkWritable('writeTo', writable)
  const { end = true, signal } = options
  checkBoolean('writeTo', 'end', end)
  checkSignal('writeTo', signal)
  return sink<A, void, 'async'>(
    (up, run) => {
      const wake = (): void => run.wake()
      let failure: { readonly error: unknown } | undefined
      const onError = (error: unknown): void => {
        failure ??= { error }
        run.wake()
      }
      writable.on('drain', wake).on('finish', wake).on('close', wake).on('error', onError)
      signal?.addEventListener('abort', wake, { once: true })
      run.defer(() => {
        writable.off('drain', wake).off('finish', wake).off('close', wake).off('error', onError)
        signal?.removeEventListener('abort', wake)
      })
      run.defer(() => {
        if (!end || writable.destroyed || writable.writableFinished) return undefined
        return destroyed(writable)
      })

      let unwritten = 0
      const onWritten = (): void => {
        unwritten--
        if (unwritten === 0) run.wake()
      }
      let allGiven = false
      return () => {
        for (;;) {
          if (signal?.aborted) throw signal.reason
          if (failure) throw failure.error
          if (allGiven && (end ? writable.writableFinished : unwritten === 0)) return undefined
          if (writable.errored) throw writable.errored
          if (writable.destroyed) throw prematureClose('everything was written to it')
          if (allGiven || writable.writableNeedDrain) return WAIT
          if (writable.writableEnded) throw writeAfterEnd()
          const item = up()
          if (item === WAIT) return WAIT
          if (item !== DONE) {
            unwritten++
            writable.write(item, onWritten)
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
