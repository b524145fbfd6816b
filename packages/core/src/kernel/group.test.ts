import { expect, test, vi } from 'vitest'
import { flatMapAsync } from '../operators/flatMapAsync.ts'
import { toArray } from '../sinks/toArray.ts'
import { latch, recorded, recordedAsync, stopClock } from '../testSupport.ts'
import { Execution } from './execution.ts'
import { Flow } from './flow.ts'
import { group } from './group.ts'
import { open } from './open.ts'
import { operator } from './operator.ts'
import { pipe } from './pipe.ts'
import { WAIT } from './pull.ts'
import type { Source } from './source.ts'

stopClock()

test('closes what it opened at the same time, and before what its run opened earlier', async () => {
  const events: string[] = []
  const execution = new Execution((run) => {
    const outer = open(recordedAsync([1], events, 'outer'), run)
    const together = group(run)
    for (const name of ['a', 'b']) together.open(recordedAsync([1], events, name))
    return outer
  }, 'async')
  events.length = 0
  await execution.close()
  expect(events).toEqual([
    'b closing',
    'a closing',
    'b closed',
    'a closed',
    'outer closing',
    'outer closed',
  ])
})

test('passes on the wake of what it opened', () => {
  let wakes = 0
  let wakeInner = (): void => {}
  const execution = new Execution((run) => {
    const inner = group(run).open(
      new Flow((innerRun) => {
        wakeInner = () => innerRun.wake()
        return () => WAIT
      }),
    )
    return inner.pull
  }, 'async')
  execution.pull()
  execution.park(() => wakes++)
  wakeInner()
  expect(wakes).toBe(1)
})

/** A run that opens the sources in a group. */
function opening(sources: readonly Source<string>[], kind: 'sync' | 'async'): Execution<string> {
  return new Execution((run) => {
    const together = group(run)
    for (const source of sources) together.open(source)
    return () => 'item'
  }, kind)
}

const closing = (cleanup: () => unknown): Source<string> =>
  pipe(
    ['a'],
    operator<string, string>((up, run) => {
      run.defer(cleanup)
      return up
    }),
  )

test('the first error is thrown when all are over, however they fail', async () => {
  const events: string[] = []
  const gate = latch()
  const run = opening(
    [
      closing(() => gate.promise.then(() => events.push('over'))),
      closing(() => Promise.reject(new Error('second'))),
      closing(() => {
        throw new Error('first')
      }),
    ],
    'async',
  )
  const closed = run.close()
  gate.resolve()
  await expect(closed).rejects.toThrow('first')
  expect(events).toEqual(['over'])
})

test('in a synchronous run all are closed at once, the last opened first', () => {
  const events: string[] = []
  const run = opening(
    ['a', 'b'].map((name) => recorded(['item'], events, name)),
    'sync',
  )
  expect(run.close()).toBeUndefined()
  expect(events).toEqual(['a opened', 'b opened', 'b closed', 'a closed'])
})

test('opens what it is given in a run of another copy of the package, too', async () => {
  const twice = flatMapAsync((n: number) => [n, n])
  vi.resetModules()
  const another = await import('./pipe.ts')
  expect(await another.pipe([1, 2], twice, toArray())).toEqual([1, 1, 2, 2])
})
