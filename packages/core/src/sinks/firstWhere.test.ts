import { describe, expect, test } from 'vitest'
import type { Sink } from '../kernel/operator.ts'
import { pipe } from '../kernel/pipe.ts'
import { range } from '../sources/range.ts'
import { dripping, recorded, recordedAsync } from '../testSupport.ts'
import { every } from './every.ts'
import { find } from './find.ts'
import { first } from './first.ts'
import { firstWhere } from './firstWhere.ts'
import { includes } from './includes.ts'
import { nth } from './nth.ts'
import { some } from './some.ts'

/** Each decides at the item 20, which is the second. */
const sinks: Record<string, Sink<number, unknown>> = {
  'nth(1)': nth<number>(1),
  'find(is20)': find((n: number) => n === 20),
  'some(is20)': some((n: number) => n === 20),
  'every(isNot20)': every((n: number) => n !== 20),
  'includes(20)': includes(20),
}

describe.each(Object.entries(sinks))('%s', (_, deciding) => {
  test('asks for nothing after the item that decides, and closes the source', () => {
    const source = recorded([10, 20, 30])
    pipe(source, deciding)
    expect(source.events).toEqual([
      'source opened',
      'source asked',
      'source asked',
      'source closed',
    ])
  })

  test('gives its result after the cleanup of an asynchronous source', async () => {
    const source = recordedAsync([10, 20, 30])
    await pipe(source, deciding)
    expect(source.events.slice(-3)).toEqual(['source asked', 'source closing', 'source closed'])
  })

  test('does not close a source that has ended before', () => {
    const source = recorded([10])
    pipe(source, deciding)
    expect(source.events).toEqual(['source opened', 'source asked', 'source asked'])
  })

  test('comes to an end behind an endless source', () => {
    expect(() => pipe(range(0, Infinity), deciding)).not.toThrow()
  })

  test('gives the same over a source that waits, and in each run', async () => {
    const result = pipe([10, 20], deciding)
    expect(await pipe(dripping([10, 20]), deciding)).toBe(result)
    expect(pipe([10, 20], deciding)).toBe(result)
    expect(await pipe(dripping([10]), deciding)).toBe(pipe([10], deciding))
  })
})

test('an item that is `undefined` may be the one', () => {
  expect(
    pipe(
      [undefined],
      firstWhere(
        () => true,
        () => 'found',
        'missing',
      ),
    ),
  ).toBe('found')
})

test('the error of a cleanup surfaces, though there is a result', () => {
  const source = {
    [Symbol.iterator]: () => ({
      next: () => ({ value: 1, done: false }),
      return: () => {
        throw new Error('cleanup')
      },
    }),
  }
  expect(() => pipe(source, first())).toThrow('cleanup')
})
