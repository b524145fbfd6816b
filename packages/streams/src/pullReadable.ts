import { DONE, WAIT, type Pull, type Run } from '@rivulet/core'
import { finished, type Readable } from 'node:stream'
import { forgottenError } from './guard.ts'
import { prematureClose } from './streamErrors.ts'
import { emitsClose, hasEnded, isForgetful, lengthOf } from './streamState.ts'

/**
 * Delivers what a Readable holds, one `read()` at a time. It reads only when it is pulled, so nothing is
 * buffered beside the stream's own buffer.
 *
 * It listens for `readable` to be woken when it waits, and from the first pull on: a stream that nobody
 * listens to lets flow away what it holds when somebody resumes it, as a child process does with its output
 * at its exit. Not before that, as to listen makes the stream read.
 *
 * `finished` tells how the stream ended: that a stream which closes without `end` was cut off, and
 * that one which closes by itself has done so. What was read before an error is delivered before it.
 */
export function pullReadable<T>(readable: Readable, run: Run): Pull<T> {
  let outcome: { readonly error?: unknown } | undefined
  let listening = false
  let isCutOff = false
  let isWaiting = false
  let granted = 0 // chunks that may be read without asking the run again

  const settle = (error: unknown): void => {
    outcome ??= error ? { error } : {}
    run.wake()
  }

  const listen = (): void => {
    listening = true
    outcome = forgottenError(readable)
    const wake = (): void => {
      if (isWaiting) run.wake()
    }
    const stopListening = finished(readable, { writable: false }, (error) => {
      if (error || !isCutOff) settle(error)
    })
    readable.on('readable', wake)
    run.defer(() => {
      stopListening()
      readable.off('readable', wake)
    })
  }

  /**
   * A stream of `readable-stream` that is destroyed may tell nothing, or its end, and one that emits no
   * `close` tells only an error. That comes in a tick.
   */
  const noticeDestruction = (): void => {
    if (isCutOff || !readable.destroyed || hasEnded(readable)) return
    if (emitsClose(readable) && !isForgetful(readable)) return
    isCutOff = true
    const error = prematureClose('the stream was destroyed before its end')
    setImmediate(() => settle(forgottenError(readable)?.error ?? error))
  }

  return () => {
    if (granted === 0) {
      // Of bytes one read gives all that is there; of values one, so the run is asked once for all of them.
      const there = readable.readableObjectMode ? lengthOf(readable) : 1
      granted = run.spend(Math.max(1, there))
      if (granted === 0) return WAIT
    }
    if (!listening) listen()
    const chunk = readable.read() as T | null
    isWaiting = chunk === null
    if (chunk !== null) {
      granted--
      return chunk
    }
    if (outcome === undefined) {
      noticeDestruction()
      return WAIT
    }
    if ('error' in outcome) throw outcome.error
    return DONE
  }
}
