import { expect, test, vi } from 'vitest'
import { meteredRun } from '../testSupport.ts'
import { paced } from './paced.ts'
import { DONE, WAIT } from './pull.ts'

test('spends one credit for an answer, and lets the event loop turn when there is none left', () => {
  const run = meteredRun(2)
  let n = 0
  const pull = paced(() => n++, run)
  expect([pull(), pull(), pull(), pull()]).toEqual([0, 1, WAIT, 2])
  expect(run.turns).toBe(1)
})

test('says DONE for ever, also without credit, and asks nobody any more', () => {
  const up = vi.fn<() => typeof DONE>(() => DONE)
  const pull = paced(up, meteredRun(1))
  expect([pull(), pull(), pull()]).toEqual([DONE, DONE, DONE])
  expect(up).toHaveBeenCalledTimes(1)
})
