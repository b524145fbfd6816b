import { expect, test } from 'vitest'
import { meteredRun } from '../testSupport.ts'
import { DONE, WAIT, type Pull } from './pull.ts'
import { pullBatches } from './pullBatches.ts'

type Batch = ArrayLike<unknown>

function answers(...sequence: (Batch | typeof WAIT)[]): Pull<Batch> {
  let index = 0
  return () => sequence[index++] ?? DONE
}

test('batches are delivered item by item', () => {
  const pull = pullBatches(answers([1, 2], [3]), meteredRun(Infinity))
  expect([pull(), pull(), pull(), pull()]).toEqual([1, 2, 3, DONE])
})

test('empty batches are passed over', () => {
  const pull = pullBatches(answers([], [], [1], []), meteredRun(Infinity))
  expect([pull(), pull()]).toEqual([1, DONE])
})

test('the next batch is asked for after the last item of the one before was taken', () => {
  let asked = 0
  const pull = pullBatches(() => {
    asked++
    return [1, 2]
  }, meteredRun(Infinity))
  pull()
  pull()
  expect(asked).toBe(1)
  pull()
  expect(asked).toBe(2)
})

test('`WAIT` is passed on, and what follows it is not lost', () => {
  const pull = pullBatches(answers(WAIT, [1], WAIT, [2]), meteredRun(Infinity))
  expect([pull(), pull(), pull(), pull(), pull()]).toEqual([WAIT, 1, WAIT, 2, DONE])
})

test('a typed array is a batch', () => {
  const pull = pullBatches(answers(Uint8Array.of(7, 8)), meteredRun(Infinity))
  expect([pull(), pull(), pull()]).toEqual([7, 8, DONE])
})

test('holes are delivered as `undefined`', () => {
  const holes: number[] = []
  holes[1] = 1
  const pull = pullBatches(answers(holes), meteredRun(Infinity))
  expect([pull(), pull(), pull()]).toEqual([undefined, 1, DONE])
})

test('without credit it asks for a turn in the middle of a batch', () => {
  const run = meteredRun(2)
  const pull = pullBatches(answers([1, 2, 3]), run)
  expect([pull(), pull(), pull(), pull(), pull()]).toEqual([1, 2, WAIT, 3, DONE])
  expect(run.turns).toBe(1)
})
