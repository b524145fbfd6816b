import { Flow } from './flow.ts'
import type { Origin } from './run.ts'

/** A source that calls back whenever it is woken: it is asked in vain without that. */
export function watched<T>(origin: Origin<T>, onWake: () => void): Flow<T> {
  return new Flow((run) => {
    run.watch(onWake)
    return origin(run)
  })
}
