import { describe, expect, test } from 'vitest'
import { checkBuffer } from './checkBuffer.ts'

test('a reader that can wait does, and one that cannot gets an error', () => {
  expect(checkBuffer('tee', 'async', {})).toEqual({ limit: 1024, policy: 'wait' })
  expect(checkBuffer('tee', 'sync', {})).toEqual({ limit: 1024, policy: 'throw' })
})

test('what is given is taken', () => {
  const options = { limit: 1, policy: 'drop-oldest' } as const
  expect(checkBuffer('tee', 'sync', options)).toEqual(options)
})

describe('a bad option is refused', () => {
  test('a policy that there is not, and for a synchronous reader the one to wait', () => {
    expect(() => checkBuffer('tee', 'async', { policy: 'grow' as never })).toThrow(
      new RangeError(
        'tee: policy must be one of throw, drop-oldest, drop-newest, wait, got "grow"',
      ),
    )
    expect(() => checkBuffer('tee', 'sync', { policy: 'wait' })).toThrow(
      /^tee: policy must be one of .*, as a synchronous reader cannot wait, got "wait"$/u,
    )
    expect(() => checkBuffer('tee', 'sync', { policy: 1 as never })).toThrow(TypeError)
  })

  test.each([0, 1.5, Infinity])('a limit of %d', (limit) => {
    expect(() => checkBuffer('tee', 'async', { limit })).toThrow(RangeError)
  })
})
