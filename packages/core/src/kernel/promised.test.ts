import { describe, expect, test } from 'vitest'
import { latch, recordedAsync, turn, woken } from '../testSupport.ts'
import { Execution } from './execution.ts'
import { DONE, WAIT } from './pull.ts'
import { promised } from './promised.ts'
import type { Source } from './source.ts'

function opened(source: Source | PromiseLike<Source>): Execution<unknown> {
  return new Execution(promised('f', source), 'async')
}

test('a source that is there is opened at once', () => {
  const { pull } = opened(['a'])
  expect([pull(), pull()]).toEqual(['a', DONE])
})

test('one that is promised is opened when the promise resolves, which wakes the run', async () => {
  const source = latch<Source>()
  const execution = opened(source.promise)
  expect(execution.pull()).toBe(WAIT)
  const ready = woken(execution)
  source.resolve(['a'])
  await ready
  expect([execution.pull(), execution.pull()]).toEqual(['a', DONE])
})

test('one that is promised is closed with the run', async () => {
  const source = recordedAsync(['a'])
  const execution = opened(Promise.resolve(source))
  await woken(execution)
  await execution.close()
  expect(source.events).toEqual(['source opened', 'source closing', 'source closed'])
})

describe('one whose promise resolves when the run is over', () => {
  test('is closed unread', async () => {
    const source = latch<Source>()
    const late = recordedAsync(['a'])
    await opened(source.promise).close()
    source.resolve(late)
    await turn()
    await turn()
    expect(late.events).toEqual(['source opened', 'source closing', 'source closed'])
  })

  test('may fail to close, or be no source: nobody is left to tell', async () => {
    let returned = 0
    const unclosable: AsyncIterable<never> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: () => {
          returned++
          return Promise.reject(new Error('return'))
        },
      }),
    }
    for (const settled of [unclosable, 5, undefined]) {
      const source = latch<Source>()
      await opened(source.promise).close()
      source.resolve(settled as Source)
    }
    await turn() // an unhandled rejection would be seen by now
    expect(returned).toBe(1)
  })
})

test('the promise rejects with what is thrown, also when nobody has pulled', async () => {
  const execution = opened(Promise.reject(new Error('open')))
  await woken(execution)
  expect(() => execution.pull()).toThrow('open')
})

test.each([
  ['a string', 'abc', 'f: the callback must not return a string, got "abc"'],
  ['what is not iterable', 5, '5 is not iterable'],
])('%s is a TypeError, promised or not', async (_, value, message) => {
  expect(() => opened(value as never).pull()).toThrow(new TypeError(message))
  const execution = opened(Promise.resolve(value as never))
  await woken(execution)
  expect(() => execution.pull()).toThrow(new TypeError(message))
})
