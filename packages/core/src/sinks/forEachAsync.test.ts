import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { range } from '../sources/range.ts'
import { dripping, latch, recorded, recordedAsync, turn, type Latch } from '../testSupport.ts'
import { forEachAsync } from './forEachAsync.ts'

// What it shares with `mapAsync`, the signal above all, is tested there.

/** A callback whose promises settle when the test says so. */
function gated() {
  const gates: Latch<void>[] = []
  const callback = (_item: unknown, index: number): Promise<void> => {
    const gate = latch()
    gates[index] = gate
    return gate.promise
  }
  return { callback, gates }
}

test('calls back with each item and its index, and gives nothing', async () => {
  const calls: unknown[] = []
  const note = forEachAsync(async (item: string, index) => calls.push([item, index]))
  expect(await pipe(['a', 'b'], note)).toBeUndefined()
  expect(await pipe(dripping(['c']), note)).toBeUndefined()
  expect(calls).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 0],
  ])
})

test('is over when the last promise is, and not before', async () => {
  const { callback, gates } = gated()
  let over = false
  const result = pipe([1, 2], forEachAsync(callback, { concurrency: 2 })).then(() => {
    over = true
  })
  await turn()
  gates[1]?.resolve()
  await turn()
  expect(over).toBe(false)
  gates[0]?.resolve()
  await result
})

test('one at a time is the default', async () => {
  const { callback, gates } = gated()
  const result = pipe(range(0, 2), forEachAsync(callback))
  await turn()
  expect(gates).toHaveLength(1)
  gates[0]?.resolve()
  await turn()
  expect(gates).toHaveLength(2)
  gates[1]?.resolve()
  await result
})

describe('with a concurrency of 3', () => {
  test('a slow callback holds back none, and never more than three are under way', async () => {
    const { callback, gates } = gated()
    const source = recorded(range(0, 10))
    const result = pipe(source, forEachAsync(callback, { concurrency: 3 }))
    for (let index = 1; index < 10; index++) {
      await turn()
      expect(gates).toHaveLength(Math.min(10, index + 2))
      gates[index]?.resolve()
    }
    gates[0]?.resolve()
    await result
    expect(source.events.filter((event) => event === 'source asked')).toHaveLength(11)
  })

  test('in order, none is begun more than three items after one that is under way', async () => {
    const { callback, gates } = gated()
    const result = pipe(range(0, 5), forEachAsync(callback, { concurrency: 3, ordered: true }))
    await turn()
    gates[1]?.resolve()
    gates[2]?.resolve()
    await turn()
    expect(gates).toHaveLength(3)
    gates[0]?.resolve()
    await turn()
    expect(gates).toHaveLength(5)
    gates[3]?.resolve()
    gates[4]?.resolve()
    await result
  })
})

describe('an error', () => {
  test('of a callback ends it, and the source is closed before that is told', async () => {
    const { callback, gates } = gated()
    const source = recordedAsync(range(0, 10))
    const result = pipe(source, forEachAsync(callback, { concurrency: 2 }))
    await turn()
    gates[1]?.reject(new Error('callback'))
    await expect(result).rejects.toThrow('callback')
    expect(source.events.at(-1)).toBe('source closed')
    expect(gates).toHaveLength(2)
    gates[0]?.reject(new Error('too late'))
    await turn() // an unhandled rejection would be seen by now
  })

  test('is the first that happens, or that of the earliest item', async () => {
    const failing = (ordered: boolean): Promise<void> => {
      const gates = [latch(), latch()]
      const result = pipe(
        range(0, 2),
        forEachAsync((index) => gates[index]?.promise, { concurrency: 2, ordered }),
      )
      gates[1]?.reject(new Error('second item'))
      gates[0]?.reject(new Error('first item'))
      return result
    }
    await expect(failing(false)).rejects.toThrow('second item')
    await expect(failing(true)).rejects.toThrow('first item')
  })

  test('of the source comes when the callbacks under way are over', async () => {
    const { callback, gates } = gated()
    const source = (function* () {
      yield 1
      throw new Error('source')
    })()
    let failed = false
    const result = pipe(source, forEachAsync(callback, { concurrency: 2 })).catch(
      (error: unknown) => {
        failed = true
        throw error
      },
    )
    result.catch(() => {})
    await turn()
    expect(failed).toBe(false)
    gates[0]?.resolve()
    await expect(result).rejects.toThrow('source')
  })
})

test('bad arguments are refused at the call', () => {
  // @ts-expect-error a function is required
  expect(() => forEachAsync(5)).toThrow(
    new TypeError('forEachAsync: callback must be a function, got 5'),
  )
  expect(() => forEachAsync(() => {}, { concurrency: -1 })).toThrow(
    new RangeError(
      'forEachAsync: concurrency must be a whole number of at least 1, or Infinity, got -1',
    ),
  )
})
