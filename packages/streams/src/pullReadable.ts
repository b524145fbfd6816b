import { DONE, WAIT, type Pull, type Run } from '@rivulet/core'
import { finished, type Readable, type Writable } from 'node:stream'

/**
 * Delivers what a Readable holds, one `read()` at a time. It reads only when it is pulled and listens
 * for `readable` to be woken, so nothing is buffered beside the stream's own buffer.
 *
 * The end is told by `end`, never by `close` alone: a stream that closes before its end was cut off.
 */
export function pullReadable<T>(readable: Readable, run: Run): Pull<T> {
  let failure: { readonly error: unknown } | undefined
  const wake = (): void => run.wake()
  const onError = (error: unknown): void => {
    failure ??= { error }
    run.wake()
  }
  readable.on('readable', wake).on('end', wake).on('close', wake).on('error', onError)
  run.defer(() => {
    readable.off('readable', wake).off('end', wake).off('close', wake).off('error', onError)
  })
  return () => {
    if (run.spend(1) === 0) {
      run.turn()
      return WAIT
    }
    const chunk = readable.read() as T | null
    if (chunk !== null) return chunk
    if (failure) throw failure.error
    if (readable.readableEnded) return DONE
    if (readable.errored) throw readable.errored
    if (readable.closed || readable.destroyed) throw prematureClose('it was read to its end')
    return WAIT
  }
}

/** The error that Node gives for a stream that closes too early, for streams that close without one. */
export function prematureClose(before: string): Error {
  return Object.assign(new Error(`The stream was closed before ${before}`), {
    code: 'ERR_STREAM_PREMATURE_CLOSE',
  })
}

/**
 * Destroys a stream and resolves when it has closed; rejects with an error of the closing itself.
 * `finished` knows about streams that never emit `close`.
 */
export function destroyed(stream: Readable | Writable): Promise<void> {
  const errorBefore = stream.errored
  return new Promise((resolve, reject) => {
    // An error that comes after this promise was settled has nobody left to go to.
    stream.on('error', ignore)
    const stopListening = finished(stream, (error) => {
      stopListening()
      const expected =
        !error || error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error === errorBefore
      if (expected) resolve()
      else reject(error)
    })
    stream.destroy()
  })
}

function ignore(): void {}
