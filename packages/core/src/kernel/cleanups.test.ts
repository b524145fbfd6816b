import { describe, expect, test } from 'vitest'
import { latch, stopClock, turn } from '../testSupport.ts'
import { Execution, type Cleanup } from './execution.ts'
import { WAIT } from './pull.ts'
import type { Kind } from './source.ts'

stopClock()

/** A run that has these to clean up, registered in this order. */
function running(kind: Kind, ...cleanups: readonly Cleanup[]): Execution<unknown> {
  return new Execution((run) => {
    for (const cleanup of cleanups) run.defer(cleanup)
    return () => WAIT
  }, kind)
}

const throwing = (error: unknown) => (): never => {
  throw error
}

describe('the cleanups of a run', () => {
  test('run when it is over, the last registered first', () => {
    const events: string[] = []
    const run = running(
      'async',
      () => events.push('first'),
      () => events.push('second'),
    )
    expect(run.close()).toBeUndefined()
    expect(events).toEqual(['second', 'first'])
  })

  test('wait for the promise of the one before', async () => {
    const events: string[] = []
    const gate = latch()
    const run = running(
      'async',
      () => events.push('outer'),
      () => gate.promise.then(() => events.push('inner')),
    )
    const closing = run.close()
    expect(events).toEqual([])
    gate.resolve()
    await closing
    expect(events).toEqual(['inner', 'outer'])
  })

  test('run once, however often it is closed', () => {
    let calls = 0
    const run = running('async', () => calls++)
    void run.close()
    expect(run.close()).toBeUndefined()
    expect(calls).toBe(1)
  })

  test.each([
    ['from the first on', (index: number) => index],
    ['from the last on', (index: number) => 99 - index],
    ['in no order', (index: number) => (index * 37) % 100],
  ])('do not run when they were forgotten, %s', (_, place) => {
    const events: number[] = []
    const cleanups = Array.from({ length: 100 }, (__, number) => () => events.push(number))
    const run = running('async', ...cleanups)
    const forgotten = Array.from({ length: 60 }, (__, index) => place(index))
    for (const number of forgotten) {
      const cleanup = cleanups[number]
      if (cleanup) run.forget(cleanup)
    }
    void run.close()
    const kept = Array.from(cleanups.keys()).filter((number) => !forgotten.includes(number))
    expect(events).toEqual(kept.toReversed())
  })

  test('may register another, which is the next', async () => {
    const events: string[] = []
    const run: Execution<unknown> = running(
      'async',
      () => events.push('outer'),
      async () => {
        await turn()
        run.defer(() => events.push('registered late'))
      },
    )
    await run.close()
    expect(events).toEqual(['registered late', 'outer'])
  })

  test('keep no other from running when they throw, and the first error is thrown', () => {
    const events: string[] = []
    const run = running(
      'sync',
      () => events.push('runs'),
      throwing(new Error('second')),
      throwing(new Error('first')),
    )
    expect(() => run.close()).toThrow('first')
    expect(events).toEqual(['runs'])
  })

  test('reject with the first error, whether it was thrown or rejected with', async () => {
    const run = running(
      'async',
      throwing(new Error('last')),
      () => Promise.reject(new Error('second')),
      () => Promise.reject(new Error('first')),
    )
    await expect(run.close()).rejects.toThrow('first')
  })

  test('may fail with `undefined`', () => {
    let thrown = false
    try {
      void running('sync', throwing(undefined)).close()
    } catch {
      thrown = true
    }
    expect(thrown).toBe(true)
  })

  test('of a synchronous run may not give a promise, whose rejection is heard', async () => {
    const run = running('sync', () => Promise.reject(new Error('late')))
    expect(() => run.close()).toThrow(
      new TypeError('a cleanup gave a promise, and a synchronous run cannot wait'),
    )
    await turn() // an unhandled rejection would fail the run
  })
})
