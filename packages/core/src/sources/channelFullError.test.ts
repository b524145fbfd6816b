import { expect, test } from 'vitest'
import { ChannelFullError } from './channelFullError.ts'

test('is an error with a code, the limit that was reached, and an advice', () => {
  const error = new ChannelFullError(2, 'Wait for `ready()`.')
  expect(error).toBeInstanceOf(Error)
  expect(String(error)).toMatch(/^ChannelFullError: .* may hold 2 items.* Wait for `ready\(\)`\.$/u)
  expect(error).toMatchObject({ code: 'CHANNEL_FULL', limit: 2 })
})
