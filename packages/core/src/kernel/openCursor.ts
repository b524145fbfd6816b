import type { Cursor } from './cursor.ts'
import { Execution } from './execution.ts'
import { checkSource, open } from './open.ts'
import type { Pull } from './pull.ts'
import type { Run } from './run.ts'
import type { Source } from './source.ts'

/**
 * Opens any source, synchronous or not, to be pulled by hand: what an adapter to another kind of
 * stream is built on. The source's iterator is made at once; its first item is not asked for.
 * @throws TypeError for something that is not iterable
 *
 * @example
 * ```ts
 * import { DONE, openCursor, WAIT } from '@rivulet/core'
 *
 * const cursor = openCursor(['a', 'b'])
 * for (let item = cursor.pull(); item !== DONE; item = cursor.pull()) {
 *   if (item === WAIT) await cursor.ready()
 *   else console.log(item)
 * }
 * // a
 * // b
 * ```
 */
export function openCursor<T>(source: Source<T>): Cursor<T> {
  checkSource('openCursor', 'the source', source)
  return toCursor((run) => open(source, run))
}

export function toCursor<T>(origin: (run: Run) => Pull<T>): Cursor<T> {
  const execution = new Execution(origin, 'async')
  let woken: Promise<void> | undefined
  let closing: Promise<void> | undefined
  return {
    pull: execution.pull,
    // Several may wait, and a run keeps one callback.
    ready: () =>
      (woken ??= new Promise((resolve) => {
        const wake = (): void => {
          woken = undefined
          resolve()
        }
        if (!execution.park(wake)) queueMicrotask(wake)
      })),
    close: () => (closing ??= Promise.resolve(execution.close())),
  }
}
