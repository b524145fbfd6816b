import type { Pull } from './pull.ts'
import type { Kind, Source } from './source.ts'

/**
 * A source opened inside a run. It closes itself on `DONE` and on a throw, and with its run.
 *
 * @example
 * ```ts
 * import { fromPull, pipe, toArray, type Inner } from '@rivulet/core'
 *
 * // Chooses what to read when the first item is asked for, and keeps it for the next ones.
 * let readings = [20.5]
 * const current = fromPull<number>((run) => {
 *   let inner: Inner<number> | undefined
 *   return () => (inner ??= run.open(readings)).pull()
 * })
 *
 * readings = [20.7, 20.6]
 * console.log(await pipe(current, toArray())) // [20.7, 20.6]
 * ```
 */
export interface Inner<T> {
  readonly pull: Pull<T>
  /** Leaves it early. */
  close(): Promise<void> | undefined
}

/**
 * What a source or an operator knows of the iteration that it works for.
 *
 * @example
 * ```ts
 * import { count, fromPull, pipe, take, WAIT, type Run } from '@rivulet/core'
 *
 * // What several sources of yours share: a timer that wakes the run, and is gone with it.
 * function every(milliseconds: number, run: Run, callback: () => void): void {
 *   const timer = setInterval(() => (callback(), run.wake()), milliseconds)
 *   run.defer(() => clearInterval(timer))
 * }
 *
 * const ticks = fromPull<number>((run) => {
 *   let due = 0
 *   every(1, run, () => due++)
 *   return () => (due > 0 ? due-- : WAIT)
 * })
 * console.log(await pipe(ticks, take(2), count())) // 2
 * ```
 */
export interface Run {
  readonly kind: Kind

  /** Aborted as soon as the run is over, however it ended. Made on first use. */
  readonly signal: AbortSignal

  /** After a pull answered `WAIT`: says that it is worth calling again. May be called too often, never too seldom. */
  wake(): void

  /**
   * Calls back whenever the run is woken, also while nobody waits for it: for what works ahead of its
   * consumer. It does not while the run is closing, and a last time when it is over.
   */
  watch(callback: () => void): void

  /**
   * Ends the run with an error at once, whatever it is waiting for. To throw from a pull is the usual
   * way; this is for what happens between two pulls, such as an abort.
   */
  fail(error: unknown): void

  /** Registers what has to happen when the run is over, once. The last registered comes first; a promise is waited for. */
  defer(cleanup: () => unknown): void

  /**
   * Opens another source as a part of this run.
   * @throws TypeError for an asynchronous source in a synchronous run
   */
  open<T>(source: Source<T>): Inner<T>

  /**
   * How many items may be delivered without a wait, at most `wanted`. At 0 the event loop has been
   * held for long enough: answer `WAIT`, and the run is woken after the loop has turned once, so that
   * timers and I/O come first. In a synchronous run, all that is wanted.
   */
  spend(wanted: number): number
}

/** How a source begins to deliver in a run. */
export type Origin<T> = (run: Run) => Pull<T>

/**
 * What an operator is inside: from the pull of the stage before it to its own.
 *
 * @example
 * ```ts
 * import { noItem, operator, pipe, type Start } from '@rivulet/core'
 *
 * // The inside of an operator. It is one function, and a test can call it without a pipeline.
 * const shout: Start<string, string> = (up) => () => {
 *   const item = up()
 *   return noItem(item) ? item : item.toUpperCase()
 * }
 *
 * console.log([...pipe(['a', 'b'], operator(shout))]) // ['A', 'B']
 * ```
 */
export type Start<A, B> = (up: Pull<A>, run: Run) => Pull<B>
