import { finished, type Readable, type Writable } from 'node:stream'
import { emitsClose, isBusy, isForgetful } from './streamState.ts'

/** What a stream says that is destroyed before its end, and no more; with the second that is one of `Duplex.from`. */
const SAYS_DESTROYED = new Set<unknown>(['ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'])

const alwaysClosing = new WeakSet<Readable | Writable>()

/** For streams of ours: they close whatever they wait for, and are waited for however long that takes. */
export function alwaysCloses(stream: Readable | Writable): void {
  alwaysClosing.add(stream)
}

/**
 * How long the closing of a stream is waited for that is still reading or writing. One of `Readable.from` closes
 * only when its generator has answered, and one of a FIFO when there was something to read: that may be
 * never. Almost all others close by far sooner.
 */
const GRACE_MILLISECONDS = 1000

/**
 * Destroys a stream, unless somebody has, and resolves when it has closed, or when it cannot be waited for
 * any longer. Rejects with an error of the closing; one that the stream had before is not told again.
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
  const mayNeverClose = isBusy(stream) && !alwaysClosing.has(stream)
  return new Promise((resolve, reject) => {
    const timer = mayNeverClose ? setTimeout(resolve, GRACE_MILLISECONDS) : undefined
    const stopListening = finished(stream, (error) => {
      stopListening()
      clearTimeout(timer)
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
