/** A signal of its own that follows another. */
export interface LinkedAbort {
  readonly signal: AbortSignal
  abort(reason: unknown): void
  /** Aborts after so many milliseconds (`Infinity`: never), in place of what was started before. */
  startTimer(milliseconds: number, makeReason: () => unknown): void
  stopTimer(): void
  /** Stops the timer and lets go of the other signal. */
  unlink(): void
}

/**
 * A signal that is aborted with another one, or when its time is over. Fetch is given such a signal
 * for each attempt: before Node 26 it leaves its listener on the signal until the request is collected
 * (hundreds after 2,000 pages), and warns from 1,500 on. `AbortSignal.any` and `AbortSignal.timeout` would
 * not do: they are let go of by the collector only.
 */
export function linkedAbort(parent: AbortSignal): LinkedAbort {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const stopTimer = (): void => clearTimeout(timer)
  const unlink = (): void => {
    stopTimer()
    parent.removeEventListener('abort', follow)
  }
  const abort = (reason: unknown): void => {
    unlink()
    controller.abort(reason)
  }
  const follow = (): void => abort(parent.reason)
  if (parent.aborted) follow()
  else parent.addEventListener('abort', follow)
  return {
    signal: controller.signal,
    abort,
    stopTimer,
    unlink,
    startTimer(milliseconds, makeReason) {
      stopTimer()
      if (controller.signal.aborted || milliseconds === Number.POSITIVE_INFINITY) return
      timer = setTimeout(() => abort(makeReason()), milliseconds)
    },
  }
}
