import { DONE, WAIT, type Pull, type Run } from '@rivulet/core'
import { finished, type Readable } from 'node:stream'
import { forgottenError } from './guard.ts'
import { prematureClose } from './streamErrors.ts'
import { hasEnded, isForgetful, lengthOf } from './streamState.ts'

/**
 * Delivers what a Readable holds, one `read()` at a time. It reads only when it is pulled and listens
 * for `readable` to be woken, so nothing is buffered beside the stream's own buffer.
 *
 * `finished` tells how the stream ended: that a stream which closes without `end` was cut off, and
 * that one which closes by itself has done so. What was read before an error is delivered before it.
 */
export function pullReadable<T>(readable: Readable, run: Run): Pull<T> {
  let outcome: { readonly error?: unknown } | undefined
  let listening = false
  let granted = 0 // chunks that may be read without asking the run again

  // Not before the first pull: to listen for `readable` makes the stream read.
  const listen = (): void => {
    listening = true
    const wake = (): void => run.wake()
    const stopListening = finished(readable, { writable: false }, (error) => {
      outcome ??= error ? { error } : {}
      run.wake()
    })
    if (isForgetful(readable)) outcome = missed(readable)
    readable.on('readable', wake)
    run.defer(() => {
      stopListening()
      readable.off('readable', wake)
    })
  }

  return () => {
    if (granted === 0) {
      // Of bytes one read gives all that is there; of values one, so the run is asked once for all of them.
      const there = readable.readableObjectMode ? lengthOf(readable) : 1
      granted = run.spend(Math.max(1, there))
      if (granted === 0) return WAIT
    }
    const chunk = readable.read() as T | null
    if (chunk !== null) {
      granted--
      return chunk
    }
    if (!listening) listen()
    if (outcome === undefined) return WAIT
    if ('error' in outcome) throw outcome.error
    return DONE
  }
}

/** How a stream has ended that `finished` cannot ask any more: before it was listened to, and not by its end. */
function missed(readable: Readable): { readonly error: unknown } | undefined {
  const failure = forgottenError(readable)
  if (failure || !readable.destroyed || hasEnded(readable)) return failure
  return { error: prematureClose('the stream was destroyed before its end') }
}
