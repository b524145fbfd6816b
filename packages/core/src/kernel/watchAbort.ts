import type { Run } from './run.ts'

/** Wakes the run when the signal is aborted. The listener is gone when the run is over. */
export function watchAbort(signal: AbortSignal | undefined, run: Run): void {
  if (signal === undefined || signal.aborted) return
  const wake = (): void => run.wake()
  signal.addEventListener('abort', wake, { once: true })
  run.defer(() => signal.removeEventListener('abort', wake))
}
