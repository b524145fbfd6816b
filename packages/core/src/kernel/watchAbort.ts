import type { Run } from './run.ts'

/**
 * Ends the run with the signal's reason when the signal is aborted, and at the first pull if it is
 * aborted already. The listener is gone when the run is over.
 * @returns throws the reason of an aborted signal, for the beginning of a pull
 */
export function watchAbort(signal: AbortSignal | undefined, run: Run): () => void {
  if (signal === undefined) return () => {}
  if (!signal.aborted) {
    const fail = (): void => run.fail(signal.reason)
    signal.addEventListener('abort', fail, { once: true })
    run.defer(() => signal.removeEventListener('abort', fail))
  }
  return () => {
    if (signal.aborted) throw signal.reason
  }
}
