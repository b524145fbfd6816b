/**
 * A reader would have gone further ahead of another than the buffer between them allows, or a source
 * has more items than were to be remembered. See `tee`, `share` and `replay`.
 *
 * @example
 * ```ts
 * import { BufferOverflowError, tee } from '@rivulet/core'
 *
 * const [eager, idle] = tee([1, 2, 3], 2, { limit: 2 })
 * try {
 *   console.log([...eager])
 * } catch (error) {
 *   if (error instanceof BufferOverflowError) console.log(error.limit) // 2
 * }
 * console.log([...idle]) // [1, 2, 3]
 * ```
 */
export class BufferOverflowError extends Error {
  override readonly name = 'BufferOverflowError'
  readonly code = 'BUFFER_OVERFLOW'
  /** How many items the buffer can hold. */
  readonly limit: number

  constructor(message: string, limit: number) {
    super(message)
    this.limit = limit
  }
}
