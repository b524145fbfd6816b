/**
 * Who is to be told of the abort of a signal. They share one listener: Node 20 warns of more than ten on
 * one signal.
 */
const watchers = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Calls back, once, when the signal is aborted: for what has to hear of it without a run that it ends.
 * @returns stops that. Nothing is left on the signal when the last callback is gone.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const callbacks = watchers.get(signal) ?? watch(signal)
  callbacks.add(callback)
  return () => {
    // Stopped twice, it must not touch the listener of those who came later.
    if (!callbacks.delete(callback) || callbacks.size > 0) return
    watchers.delete(signal)
    signal.removeEventListener('abort', callAll)
  }
}

function watch(signal: AbortSignal): Set<() => void> {
  const callbacks = new Set<() => void>()
  watchers.set(signal, callbacks)
  signal.addEventListener('abort', callAll, { once: true })
  return callbacks
}

function callAll(event: Event): void {
  const signal = event.target as AbortSignal
  const callbacks = watchers.get(signal)
  watchers.delete(signal)
  if (callbacks) for (const callback of Array.from(callbacks)) callback()
}
