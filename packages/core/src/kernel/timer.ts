import type { Run } from './run.ts'

/** A timer that belongs to a run. */
export interface Timer {
  readonly isRunning: boolean
  /** Goes off once after so many milliseconds, unless it is stopped or started anew before. */
  start(milliseconds: number): void
  stop(): void
}

/**
 * A timer that is gone when the run is over, and cannot be started any more then: a callback may have
 * closed the run in which it was called.
 * @param callback called when it goes off, before the run is woken
 */
export function timer(run: Run, callback: () => void = () => {}): Timer {
  let id: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  const stop = (): void => {
    clearTimeout(id)
    id = undefined
  }
  run.defer(() => {
    isOver = true
    stop()
  })
  return {
    get isRunning() {
      return id !== undefined
    },
    start(milliseconds) {
      stop()
      if (isOver) return
      id = setTimeout(() => {
        id = undefined
        callback()
        run.wake()
      }, milliseconds)
    },
    stop,
  }
}
