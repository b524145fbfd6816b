/** A channel had no room for an item, and its policy or its producer left it no way to wait. */
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
