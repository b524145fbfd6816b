/**
 * A channel had no room for an item, and its policy or its producer left it no way to wait.
 *
 * @example
 * ```ts
 * import { channel, ChannelFullError } from '@rivulet/core'
 *
 * const letters = channel<string>({ limit: 1, policy: 'throw' })
 * letters.push('a')
 * try {
 *   letters.push('b')
 * } catch (error) {
 *   if (error instanceof ChannelFullError) console.log(error.code, error.limit) // CHANNEL_FULL 1
 * }
 * ```
 */
export class ChannelFullError extends Error {
  override readonly name = 'ChannelFullError'
  readonly code = 'CHANNEL_FULL'
  /** How many items the channel may hold. */
  readonly limit: number

  constructor(limit: number, advice: string) {
    super(`the channel is full: it may hold ${limit} items, and its reader is slower. ${advice}`)
    this.limit = limit
  }
}
