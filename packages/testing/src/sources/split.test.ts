import { DONE, openCursor, WAIT, type Source } from '@rivulet/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cut, inBatches, inBatchesAtOnce, inCursor } from './split.ts'

const BATCHES = [[1, 2], [], [3]]

// With the clock stopped: on a busy machine a run may say WAIT at any item, to let the event loop turn.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** What the pulls of one run say, its end included, and one WAIT where there are several in a row. */
async function pulls(source: Source): Promise<unknown[]> {
  const cursor = openCursor<unknown>(source)
  const said: unknown[] = []
  while (said.at(-1) !== DONE) {
    const item = cursor.pull()
    if (item === WAIT) await cursor.ready()
    if (item !== WAIT || said.at(-1) !== WAIT) said.push(item)
  }
  return said
}

describe('cut', () => {
  it('cuts at the given places, whatever their order', () => {
    expect(cut([1, 2, 3, 4], [3, 1])).toEqual([[1], [2, 3], [4]])
  })

  it('leaves an empty batch between two cuts at one place, and beyond either end', () => {
    expect(cut([1, 2], [1, 1])).toEqual([[1], [], [2]])
    expect(cut([1, 2], [0, 99])).toEqual([[], [1, 2], []])
  })

  it('leaves one batch without a cut', () => {
    expect(cut([1, 2], [])).toEqual([[1, 2]])
  })
})

it('inBatches waits for each batch, and for no item within one', async () => {
  const source = inBatches(BATCHES)
  const said = [WAIT, 1, 2, WAIT, 3, WAIT, DONE]
  expect(await pulls(source)).toEqual(said)
  expect(await pulls(source)).toEqual(said)
})

it('inBatchesAtOnce never waits', async () => {
  const source = inBatchesAtOnce(BATCHES)
  expect(await pulls(source)).toEqual([1, 2, 3, DONE])
  expect(await pulls(source)).toEqual([1, 2, 3, DONE])
})

it('inCursor waits where a batch begins', async () => {
  const source = inCursor(BATCHES)
  expect(await pulls(source)).toEqual([WAIT, 1, 2, WAIT, 3, DONE])
  expect(await pulls(source)).toEqual([WAIT, 1, 2, WAIT, 3, DONE])
})
