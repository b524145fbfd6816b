import type { Run } from './run.ts'

/** The runs that a signal ends. They share one listener: Node warns of more than ten on one signal. */
const watchers = new WeakMap<AbortSignal, Set<Run>>()

/**
 * Ends the run with the signal's reason when the signal is aborted. Nothing is left on the signal when
 * its last run is over.
 * @returns throws the reason of an aborted signal, for the beginning of a pull
 */
export function watchAbort(signal: AbortSignal | undefined, run: Run): () => void {
  if (signal === undefined) return () => {}
  if (!signal.aborted) watch(signal, run)
  return () => {
    if (signal.aborted) throw signal.reason
  }
}

function watch(signal: AbortSignal, run: Run): void {
  const runs = watchers.get(signal) ?? beginToWatch(signal)
  runs.add(run)
  run.defer(() => {
    runs.delete(run)
    if (runs.size === 0) stopWatching(signal)
  })
}

function beginToWatch(signal: AbortSignal): Set<Run> {
  const runs = new Set<Run>()
  watchers.set(signal, runs)
  signal.addEventListener('abort', failAll)
  return runs
}

function stopWatching(signal: AbortSignal): void {
  watchers.delete(signal)
  signal.removeEventListener('abort', failAll)
}

function failAll(event: Event): void {
  const signal = event.target as AbortSignal
  const runs = watchers.get(signal)
  if (runs) for (const run of Array.from(runs)) run.fail(signal.reason)
}
