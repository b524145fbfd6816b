import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { range } from '../sources/range.ts'
import { dripping, latch, recordedAsync, silent, turn } from '../testSupport.ts'
import { filterAsync } from './filterAsync.ts'
import { take } from './take.ts'

// What it shares with `mapAsync`, the bounds above all, is tested there.

const isEven = async (n: number): Promise<boolean> => n % 2 === 0

test('keeps the items that the promises are for, over both kinds of source', async () => {
  expect(await pipe([1, 2, 3, 4], filterAsync(isEven), toArray())).toEqual([2, 4])
  expect(await pipe(dripping([1, 2, 3, 4]), filterAsync(isEven), toArray())).toEqual([2, 4])
  expect(await pipe([], filterAsync(isEven), toArray())).toEqual([])
})

test.each([0, '', null, undefined, Number.NaN])('%o is a no', async (verdict) => {
  expect(
    await pipe(
      [1],
      filterAsync(async () => verdict),
      toArray(),
    ),
  ).toEqual([])
})

test('a verdict need not be a promise, and may be a thenable', async () => {
  // oxlint-disable-next-line unicorn/no-thenable -- that is what is tested
  const yes = { then: (resolve: (verdict: boolean) => void) => resolve(true) }
  const verdicts = [true, false, yes]
  expect(
    await pipe(
      range(0, 3),
      filterAsync((index) => verdicts[index], { concurrency: 3 }),
      toArray(),
    ),
  ).toEqual([0, 2])
})

test('an item that is a promise passes as it is', async () => {
  const promise = Promise.resolve(1)
  const [kept] = await pipe(
    [promise],
    filterAsync(async () => true),
    toArray(),
  )
  expect(kept).toBe(promise)
})

test('the callback gets the item, its index among all items, and a context', async () => {
  const calls: unknown[] = []
  await pipe(
    ['a', 'b'],
    filterAsync(async (item, index, { signal }) => calls.push([item, index, signal.aborted]) > 9),
    toArray(),
  )
  expect(calls).toEqual([
    ['a', 0, false],
    ['b', 1, false],
  ])
})

test('the order is that of the items, or that in which the verdicts come', async () => {
  const inReverse = async (ordered: boolean): Promise<string[]> => {
    const gates = [latch<boolean>(), latch<boolean>(), latch<boolean>()]
    const kept = pipe(
      ['a', 'b', 'c'],
      filterAsync((_, index) => gates[index]?.promise, { concurrency: 3, ordered }),
      toArray(),
    )
    await turn()
    gates[2]?.resolve(true)
    gates[1]?.resolve(false)
    gates[0]?.resolve(true)
    return kept
  }
  expect(await inReverse(true)).toEqual(['a', 'c'])
  expect(await inReverse(false)).toEqual(['c', 'a'])
})

test('an endless source can be taken from', async () => {
  expect(await pipe(range(0, Infinity), filterAsync(isEven), take(2), toArray())).toEqual([0, 2])
})

describe('an error', () => {
  test('of the callback passes after the items before it, and closes the source', async () => {
    const source = recordedAsync([1, 2, 3])
    const items: number[] = []
    const consume = async (): Promise<void> => {
      const picky = filterAsync(async (n: number) => {
        if (n === 3) throw new Error('picky')
        return true
      })
      for await (const item of pipe(source, picky)) items.push(item)
    }
    await expect(consume()).rejects.toThrow('picky')
    expect(items).toEqual([1, 2])
    expect(source.events.at(-1)).toBe('source closed')
  })

  test('of a signal ends the pipeline with the reason', async () => {
    const controller = new AbortController()
    const source = silent()
    const result = pipe(source, filterAsync(isEven, { signal: controller.signal }), toArray())
    controller.abort('reason')
    await expect(result).rejects.toBe('reason')
    expect(source.closed).toBe(true)
  })
})

test('bad arguments are refused at the call', () => {
  // @ts-expect-error a function is required
  expect(() => filterAsync()).toThrow(
    new TypeError('filterAsync: callback must be a function, got undefined'),
  )
  expect(() => filterAsync(isEven, { concurrency: 0 })).toThrow(
    new RangeError(
      'filterAsync: concurrency must be a whole number of at least 1, or Infinity, got 0',
    ),
  )
})
