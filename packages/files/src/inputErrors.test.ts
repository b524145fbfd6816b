import { describe, expect, test } from 'vitest'
import { CorruptInputError, LineTooLongError, TruncatedInputError } from './inputErrors.ts'

const cause = new Error('zlib says no')

describe.each([
  [
    new TruncatedInputError('gzip', { input: 'a.gz', offset: 9 }, { cause }),
    'TRUNCATED_INPUT',
    'a.gz is cut off: its gzip data ends at byte 9',
  ],
  [
    new CorruptInputError('gzip', 'no gzip header', { input: 'a.gz', offset: 9 }, { cause }),
    'CORRUPT_INPUT',
    'a.gz is not good gzip data: no gzip header at byte 9',
  ],
])('%s', (error, code, message) => {
  test('has a code, the place, the format and the cause', () => {
    expect(error).toBeInstanceOf(Error)
    expect(Object.fromEntries(Object.entries(error))).toEqual({
      name: error.name,
      code,
      input: 'a.gz',
      offset: 9,
      format: 'gzip',
    })
    expect(error.cause).toBe(cause)
  })

  test('says what is wrong with which input, and where', () => {
    expect(error.message).toBe(message)
    expect(error.stack).toContain(message)
  })
})

test('an input without a name is called the input', () => {
  const place = { offset: 0, line: 1 }
  for (const error of [
    new TruncatedInputError('gzip', place),
    new CorruptInputError('gzip', 'no', place),
    new LineTooLongError(5, place),
  ]) {
    expect(error.message).toMatch(/^The input (is|has) /)
    expect(error.input).toBe(undefined)
  }
})
