/**
 * A reader would have gone further ahead of another than the buffer between them allows, or a source
 * has more items than were to be remembered. See `tee`, `share` and `replay`.
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
