import { describe, expect, test, vi } from 'vitest'
import { fakeTimers } from '../testSupport.ts'
import { Execution } from './execution.ts'
import { WAIT } from './pull.ts'
import { timer, type Timer } from './timer.ts'

fakeTimers()

function runWithTimer(callback?: () => void): { run: Execution<never>; clock: Timer } {
  const clocks: Timer[] = []
  const run = new Execution<never>((inner) => {
    clocks.push(timer(inner, callback))
    return () => WAIT
  }, 'async')
  const [clock] = clocks
  if (clock === undefined) throw new Error('the run has not begun')
  return { run, clock }
}

test('goes off once, and then wakes the run', () => {
  const events: string[] = []
  const { run, clock } = runWithTimer(() => events.push('callback'))
  run.watch(() => events.push('woken'))
  clock.start(10)
  expect(clock.isRunning).toBe(true)
  vi.advanceTimersByTime(9)
  expect(events).toEqual([])
  vi.advanceTimersByTime(50)
  expect(events).toEqual(['callback', 'woken'])
  expect(clock.isRunning).toBe(false)
})

test('starts anew, or does not go off when it is stopped', () => {
  const callback = vi.fn<() => void>()
  const { clock } = runWithTimer(callback)
  clock.start(10)
  vi.advanceTimersByTime(9)
  clock.start(10)
  vi.advanceTimersByTime(9)
  expect(callback).not.toHaveBeenCalled()
  clock.stop()
  expect(clock.isRunning).toBe(false)
  vi.advanceTimersByTime(50)
  expect(callback).not.toHaveBeenCalled()
})

describe('when the run is over', () => {
  test('it is gone, and does not start again', async () => {
    const { run, clock } = runWithTimer()
    clock.start(10)
    await run.close()
    expect(vi.getTimerCount()).toBe(0)
    clock.start(10)
    expect([clock.isRunning, vi.getTimerCount()]).toEqual([false, 0])
  })
})
