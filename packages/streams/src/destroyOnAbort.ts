import type { Duplex, Readable, Writable } from 'node:stream'
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
  const onAbort = (): void => {
    stream.destroy(toError(signal.reason, 'the signal was aborted with'))
  }
  if (signal.aborted) onAbort()
  else signal.addEventListener('abort', onAbort, { once: true })
  return () => signal.removeEventListener('abort', onAbort)
}
