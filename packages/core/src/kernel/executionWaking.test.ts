import { describe, expect, test, vi } from 'vitest'
import { dripping, latch, stopClock, turn, woken } from '../testSupport.ts'
import { Execution } from './execution.ts'
import { operator } from './operator.ts'
import { pipe } from './pipe.ts'
import { DONE, WAIT } from './pull.ts'
import type { Run } from './run.ts'

stopClock()

/** Holds the event loop until the run is refused credit. */
function spendAll(run: Run): void {
  while (run.spend(1) > 0) vi.advanceTimersByTime(1)
}

describe('waking', () => {
  test('a wake before anyone waits is not lost', async () => {
    const execution = new Execution((run) => {
      run.wake()
      return () => WAIT
    }, 'async')
    execution.pull()
    await woken(execution)
    expect(execution.park(() => {})).toBe(true) // the wake was used up
  })

  test('a parked callback is called once', () => {
    let calls = 0
    const execution = new Execution(() => () => WAIT, 'async')
    execution.park(() => calls++)
    execution.wake()
    execution.wake()
    expect(calls).toBe(1)
  })

  test('the wake of a source opened inside wakes the whole run', async () => {
    let inside: Run | undefined
    const flow = pipe(
      dripping([]),
      operator((_up, run) => {
        inside = run
        return () => WAIT
      }),
    )
    const execution = new Execution((run) => run.open(flow).pull, 'async')
    expect(execution.pull()).toBe(WAIT)
    const ready = woken(execution)
    inside?.wake()
    await ready
    expect(inside).not.toBe(execution)
  })

  test('a run whose credit is spent is woken after the event loop has turned', async () => {
    const events: string[] = []
    const execution = new Execution((run) => {
      spendAll(run)
      return () => WAIT
    }, 'async')
    setImmediate(() => events.push('due'))
    execution.pull()
    await woken(execution)
    await turn()
    expect(events).toEqual(['due'])
  })
})

test('`watch` calls back at every wake, also while nobody waits', () => {
  let wakes = 0
  const execution = new Execution((run) => {
    run.watch(() => wakes++)
    return () => WAIT
  }, 'async')
  execution.wake()
  execution.wake()
  expect(wakes).toBe(2)
})

describe('watching', () => {
  test('hears every wake, but none while the run is closing, and a last one when it is over', async () => {
    let wakes = 0
    const gate = latch()
    const execution = new Execution((run) => {
      run.watch(() => wakes++)
      run.defer(() => gate.promise)
      return () => WAIT
    }, 'async')
    execution.wake()
    execution.wake()
    expect(wakes).toBe(2)
    const closing = execution.close()
    execution.wake()
    expect(wakes).toBe(2)
    gate.resolve()
    await closing
    await turn()
    expect(wakes).toBe(3)
  })
})

describe('pace', () => {
  test('a synchronous run may deliver all that it wants', () => {
    expect(new Execution(() => () => 1, 'sync').spend(1e9)).toBe(1e9)
  })

  test('an asynchronous run shares its credit with the sources that it opens', () => {
    const spent: number[] = []
    const execution = new Execution((run) => {
      const inside = operator<string, string>((_up, inner) => {
        spent.push(inner.spend(Infinity))
        return () => DONE
      })
      spent.push(run.spend(1))
      run.open(pipe(['a'], inside))
      return () => DONE
    }, 'async')
    execution.pull()
    // The second grant of a run is twice the first one.
    expect(spent).toEqual([1, 2])
  })
})

test('credit that is asked for many times in vain wakes the run once', async () => {
  let wakes = 0
  const execution = new Execution((run) => {
    run.watch(() => wakes++)
    return () => WAIT
  }, 'async')
  for (let asked = 0; asked < 3; asked++) spendAll(execution)
  await turn()
  expect(wakes).toBe(1)
  vi.advanceTimersByTime(10)
  spendAll(execution)
  await turn()
  expect(wakes).toBe(2)
})
