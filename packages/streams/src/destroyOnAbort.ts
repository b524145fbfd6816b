import type { Duplex, Readable, Writable } from 'node:stream'
import { onAbort } from './onAbort.ts'
import { toError } from './streamErrors.ts'

/**
 * Destroys a stream of ours with the signal's reason. `destroy` tells it at the earliest in the next
 * tick, so that whoever makes the stream can listen.
 * @returns stops listening to the signal; to be called when the stream is destroyed
 */
export function destroyOnAbort(
  stream: Readable | Writable | Duplex,
  signal: AbortSignal | undefined,
): () => void {
  if (signal === undefined) return () => {}
  const destroy = (): void => {
    stream.destroy(toError(signal.reason, 'the signal was aborted with'))
  }
  if (!signal.aborted) return onAbort(signal, destroy)
  destroy()
  return () => {}
}
