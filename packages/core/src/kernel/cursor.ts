import type { Pull } from './pull.ts'

/**
 * The one symbol through which packages meet, `Symbol.for('rivulet.cursor')`. What has a method of
 * this name is opened by it, and not through its `[Symbol.asyncIterator]`.
 *
 * @example
 * ```ts
 * import { CURSOR, fromBatches } from '@rivulet/core'
 *
 * const cursor = fromBatches(() => [['a', 'b']])[CURSOR]()
 * console.log(cursor.pull(), cursor.pull()) // a b
 * await cursor.close()
 * ```
 */
export const CURSOR: unique symbol = Symbol.for('rivulet.cursor')

/**
 * One open run of a source, pulled by hand.
 *
 * @example
 * ```ts
 * import { channel, noItem, openCursor, type Cursor } from '@rivulet/core'
 *
 * // Takes what is there and does not wait, for one who draws a picture of it 60 times a second.
 * function takeReady<T>(cursor: Cursor<T>): T[] {
 *   const items: T[] = []
 *   for (let item = cursor.pull(); !noItem(item); item = cursor.pull()) items.push(item)
 *   return items
 * }
 *
 * const readings = channel<number>()
 * for (const reading of [20.5, 20.7]) void readings.push(reading)
 * const cursor = openCursor(readings)
 * console.log(takeReady(cursor), takeReady(cursor)) // [20.5, 20.7] []
 * await cursor.close()
 * ```
 */
export interface Cursor<T> {
  /** The next item, `WAIT` or `DONE`. Throws what the source threw, when it is closed already. */
  readonly pull: Pull<T>
  /** After `WAIT`: resolves when `pull` is worth another call, also when the cursor was closed. Never rejects. */
  ready(): Promise<void>
  /**
   * Leaves the source early and resolves when its cleanup is over, or rejects with the cleanup's
   * error. Not needed after `DONE` or a throw, and harmless then. Every call gives the same promise.
   */
  close(): Promise<void>
}
