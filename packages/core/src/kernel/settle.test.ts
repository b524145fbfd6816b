import { describe, expect, test } from 'vitest'
import { toArray } from '../sinks/toArray.ts'
import { dripping, latch, recorded, recordedAsync, turn } from '../testSupport.ts'
import { sink } from './operator.ts'
import { pipe } from './pipe.ts'
import { DONE, WAIT } from './pull.ts'

/** A sink that is content with the first item. */
const first = <T>() => sink<T, T>((up) => up)

describe('a sink of a synchronous pipeline', () => {
  test('gives its result at once', () => {
    expect(pipe(new Set([1, 2]), toArray())).toEqual([1, 2])
  })

  test('that needs no more items closes the source before it gives its result', () => {
    const source = recorded(['a', 'b'])
    expect(pipe(source, first())).toBe('a')
    expect(source.events).toEqual(['source opened', 'source asked', 'source closed'])
  })

  test('throws the error of the cleanup instead of giving its result', () => {
    const source: Iterable<number> = {
      [Symbol.iterator]: () => ({
        next: () => ({ value: 1, done: false }),
        return: () => {
          throw new Error('cleanup')
        },
      }),
    }
    expect(() => pipe(source, first())).toThrow('cleanup')
  })

  test('throws the error of the source, and not the one that closing gives', () => {
    const broken = sink<number, number>((_up, run) => {
      run.defer(() => {
        throw new Error('cleanup')
      })
      return () => {
        throw new Error('sink')
      }
    })
    expect(() => pipe([1], broken)).toThrow('sink')
  })

  test.each([undefined, null, 0, '', Number.NaN])('may give %o', (result) => {
    expect(
      pipe(
        [],
        sink(() => () => result),
      ),
    ).toBe(result)
  })
})

test('a sink of a synchronous pipeline that says `WAIT` is a TypeError, and closes the source', () => {
  const source = recorded([1])
  expect(() =>
    pipe(
      source,
      sink<number, number>(() => () => WAIT),
    ),
  ).toThrow(
    new TypeError("an operator of a synchronous pipeline said WAIT: give it the kind 'async'"),
  )
  expect(source.events).toEqual(['source opened', 'source closed'])
})

test('a sink that ends without a result is a TypeError', async () => {
  const endless = sink<number, number>(() => () => DONE)
  const error = new TypeError('a sink ended without a result')
  expect(() => pipe([1], endless)).toThrow(error)
  await expect(pipe(dripping([1]), endless)).rejects.toThrow(error)
})

describe('a sink of an asynchronous pipeline', () => {
  test('gives a promise of its result', async () => {
    const result = pipe(dripping([1, 2]), toArray())
    expect(result).toBeInstanceOf(Promise)
    expect(await result).toEqual([1, 2])
  })

  test('that needs no more items waits until the source is closed', async () => {
    const source = recordedAsync(['a', 'b'])
    expect(await pipe(source, sinkOfFirstAsync())).toBe('a')
    expect(source.events.slice(-2)).toEqual(['source closing', 'source closed'])
  })

  test('rejects with the error of the cleanup instead of giving its result', async () => {
    const source: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ value: 'a', done: false }),
        return: async () => {
          throw new Error('cleanup')
        },
      }),
    }
    await expect(pipe(source, sinkOfFirstAsync())).rejects.toThrow('cleanup')
  })

  test('rejects with the error of the source', async () => {
    const error = new Error('source')
    const source: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }),
    }
    await expect(pipe(source, toArray())).rejects.toBe(error)
  })

  test('starts at the call, and settles when the source does', async () => {
    const gate = latch()
    let settled = false
    const result = pipe(
      {
        [Symbol.asyncIterator]: async function* () {
          await gate.promise
          yield 1
        },
      },
      toArray(),
    ).then((items) => {
      settled = true
      return items
    })
    await turn()
    expect(settled).toBe(false)
    gate.resolve()
    expect(await result).toEqual([1])
  })

  test('gives a result that is `undefined`', async () => {
    expect(
      await pipe(
        dripping([]),
        sink(() => () => undefined),
      ),
    ).toBeUndefined()
  })
})

function sinkOfFirstAsync() {
  return sink<string, string>((up) => up)
}
