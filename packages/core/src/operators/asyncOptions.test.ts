import { describe, expect, test } from 'vitest'
import { Execution } from '../kernel/execution.ts'
import { WAIT } from '../kernel/pull.ts'
import { asyncContext, checkAsyncOptions } from './asyncOptions.ts'

test('without options callbacks go one by one and in order', () => {
  const one = { concurrency: 1, ordered: true, signal: undefined }
  expect(checkAsyncOptions('mapAsync', {})).toEqual(one)
  expect(checkAsyncOptions('forEachAsync', {}, false)).toEqual({ ...one, ordered: false })
})

test('what is given is taken, and an `undefined` stands for the default', () => {
  const { signal } = new AbortController()
  const options = { concurrency: Infinity, ordered: false, signal }
  expect(checkAsyncOptions('mapAsync', options)).toEqual(options)
  expect(checkAsyncOptions('mapAsync', { signal: undefined }).concurrency).toBe(1)
})

describe('a bad option is refused', () => {
  test.each([
    [null, 'mapAsync: options must be an object, got null'],
    [
      { concurrency: '2' },
      'mapAsync: concurrency must be a whole number of at least 1, or Infinity, got "2"',
    ],
    [{ ordered: 1 }, 'mapAsync: ordered must be a boolean, got 1'],
    [{ signal: {} }, 'mapAsync: signal must be an AbortSignal, got an instance of Object'],
  ])('with a TypeError if it is of the wrong shape: %j', (options, message) => {
    expect(() => checkAsyncOptions('mapAsync', options as never)).toThrow(new TypeError(message))
  })

  test.each([0, -1, 1.5, Number.NaN])('with a RangeError: a concurrency of %d', (concurrency) => {
    expect(() => checkAsyncOptions('mapAsync', { concurrency })).toThrow(RangeError)
  })
})

test('the signal of the context is that of the run', () => {
  const run = new Execution<never>(() => () => WAIT, 'async')
  const context = asyncContext(run)
  expect(context.signal).toBe(run.signal)
  void run.close()
  expect(context.signal.aborted).toBe(true)
})
