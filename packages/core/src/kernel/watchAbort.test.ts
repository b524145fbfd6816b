import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { Execution } from './execution.ts'
import { DONE, WAIT } from './pull.ts'
import { watchAbort } from './watchAbort.ts'
import { stopClock, woken } from '../testSupport.ts'

stopClock()

/** A run of one stage that watches the signal. */
const watching = (signal: AbortSignal | undefined) =>
  new Execution<string>((run) => {
    const check = watchAbort(signal, run)
    return () => {
      check()
      return WAIT
    }
  }, 'async')

test('without a signal nothing is watched', () => {
  expect(watching(undefined).pull()).toBe(WAIT)
})

describe('an abort', () => {
  test('ends a run that waits, with the reason', async () => {
    const controller = new AbortController()
    const execution = watching(controller.signal)
    expect(execution.pull()).toBe(WAIT)
    const ready = woken(execution)
    controller.abort('reason')
    await ready
    expect(execution.pull).toThrow('reason')
    expect(execution.pull()).toBe(DONE)
  })

  test('ends a run that nobody pulls: what is open is closed at once', () => {
    const controller = new AbortController()
    let closed = false
    const execution = new Execution((run) => {
      run.defer(() => {
        closed = true
      })
      watchAbort(controller.signal, run)
      return () => WAIT
    }, 'async')
    expect(execution.pull()).toBe(WAIT)
    controller.abort()
    expect(closed).toBe(true)
  })

  test('that came before ends the run at the first pull', () => {
    const execution = watching(AbortSignal.abort('reason'))
    expect(execution.pull).toThrow('reason')
  })

  test('after the end of the run changes nothing', async () => {
    const controller = new AbortController()
    const execution = watching(controller.signal)
    await execution.close()
    controller.abort()
    expect(execution.pull()).toBe(DONE)
  })
})

test('the listener is gone when the run is over', async () => {
  const { signal } = new AbortController()
  const execution = watching(signal)
  expect(getEventListeners(signal, 'abort')).toHaveLength(1)
  await execution.close()
  expect(getEventListeners(signal, 'abort')).toEqual([])
})
