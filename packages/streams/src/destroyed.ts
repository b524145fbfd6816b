import { finished, type Readable, type Writable } from 'node:stream'
import { emitsClose, isForgetful } from './streamState.ts'

/** What a stream says that is destroyed before its end, and no more; with the second that is one of `Duplex.from`. */
const SAYS_DESTROYED = new Set<unknown>(['ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'])

/**
 * Destroys a stream, unless somebody has, and resolves when it has closed. Rejects with an error of
 * the closing; one that the stream had before is not told again.
 * @returns nothing if there is nothing to wait for
 */
export function destroyed(stream: Readable | Writable): Promise<void> | undefined {
  // Nothing tells whether `close` is still to come.
  if (stream.destroyed && isForgetful(stream)) return undefined
  if (typeof stream.destroy !== 'function') {
    closeOldWay(stream)
    return undefined
  }
  // Without `close` there is no way to hear of the end of a destruction: `finished` waits for ever.
  if (!emitsClose(stream)) {
    stream.destroy()
    return undefined
  }
  const errorBefore = stream.errored
  return new Promise((resolve, reject) => {
    const stopListening = finished(stream, (error) => {
      stopListening()
      if (!error || error === errorBefore || SAYS_DESTROYED.has(error.code)) resolve()
      else reject(error)
    })
    stream.destroy()
  })
}

/** Before Node 8 streams had no `destroy`, and those that could be closed had `close`. */
function closeOldWay(stream: object): void {
  if ('close' in stream && typeof stream.close === 'function') stream.close()
}
