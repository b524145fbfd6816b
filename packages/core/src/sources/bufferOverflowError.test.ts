import { expect, test } from 'vitest'
import { BufferOverflowError } from './bufferOverflowError.ts'

test('is an error with a code, and the limit that was reached', () => {
  const error = new BufferOverflowError('too far ahead', 7)
  expect(error).toBeInstanceOf(Error)
  expect(String(error)).toBe('BufferOverflowError: too far ahead')
  expect(error).toMatchObject({ code: 'BUFFER_OVERFLOW', limit: 7 })
})
