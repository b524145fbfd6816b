import { describe, expect, test, vi } from 'vitest'
import { latch, recorded, recordedAsync, stopClock, turn } from '../testSupport.ts'
import { Execution } from './execution.ts'
import { operator } from './operator.ts'
import { fromPull } from '../sources/fromPull.ts'
import { pipe } from './pipe.ts'
import { DONE, WAIT } from './pull.ts'
import type { Inner } from './run.ts'

stopClock()

describe('a source opened inside a run', () => {
  /** A run that opens the sources at once, and answers with what `pull` makes of them. */
  function opening(
    sources: (Iterable<string> | AsyncIterable<string>)[],
    pull: (inners: Inner<string>[]) => unknown = () => 1,
  ) {
    return new Execution((run) => {
      const inners = sources.map((source) => run.open(source))
      return () => pull(inners)
    }, 'async')
  }

  test('is closed with it, the last opened first, each after the one before it', async () => {
    const events: string[] = []
    const names = ['first', 'second']
    await opening(names.map((name) => recordedAsync(['a'], events, name))).close()
    expect(events.slice(2)).toEqual([
      'second closing',
      'second closed',
      'first closing',
      'first closed',
    ])
  })

  test('is not closed again when it was closed before', () => {
    const source = recorded(['a'])
    const execution = opening([source], ([inner]) => void inner?.close())
    execution.pull()
    void execution.close()
    expect(source.events).toEqual(['source opened', 'source closed'])
  })

  test('is not closed again when it ended before', () => {
    const source = recorded([])
    const execution = opening([source], ([inner]) => inner?.pull() === DONE)
    expect(execution.pull()).toBe(true)
    void execution.close()
    expect(source.events).toEqual(['source opened', 'source asked'])
  })

  test('that is still cleaning up after its own end is waited for when the run is closed', async () => {
    const events: string[] = []
    const gate = latch()
    const inner = pipe(
      recorded(['a']),
      operator<string, string>((_up, run) => {
        run.defer(() => gate.promise.then(() => events.push('inner cleaned up')))
        return () => DONE
      }),
    )
    const outer = recorded(['a'], events, 'outer')
    const execution = opening([outer, inner], ([, second]) => second?.pull())
    expect(execution.pull()).toBe(WAIT)
    const closing = execution.close()
    gate.resolve()
    await closing
    expect(events).toEqual(['outer opened', 'inner cleaned up', 'outer closed'])
  })

  test('that closes the run by one of its cleanups is waited for', async () => {
    const events: string[] = []
    const gate = latch()
    const inner = fromPull<string>((run) => {
      run.defer(() => {
        void execution.close()?.then(() => events.push('run closed'))
        return gate.promise.then(() => events.push('inner cleaned up'))
      })
      return () => DONE
    })
    const execution = opening([inner], ([only]) => only?.pull())
    expect(execution.pull()).toBe(WAIT)
    await turn()
    gate.resolve()
    await execution.close()
    expect(events).toEqual(['inner cleaned up', 'run closed'])
  })

  test('wakes nobody while it closes, as it has nothing to say before it is over', async () => {
    const gate = latch()
    const inner = fromPull<string>((run) => {
      run.defer(() => gate.promise)
      run.open(recorded(['a'])) // which is over at once when it is closed
      return () => DONE
    })
    const execution = opening([inner], ([only]) => only?.pull())
    const wake = vi.fn<() => void>()
    execution.park(wake)
    expect(execution.pull()).toBe(WAIT)
    await turn()
    expect(wake).not.toHaveBeenCalled()
    gate.resolve()
    await turn()
    expect(wake).toHaveBeenCalledTimes(1)
    expect(execution.pull()).toBe(DONE)
  })

  test('whose cleanup fails after its own end makes the close of the run fail', async () => {
    const inner = pipe(
      recorded(['a']),
      operator<string, string>((_up, run) => {
        run.defer(() => Promise.reject(new Error('cleanup')))
        return () => DONE
      }),
    )
    const execution = opening([inner], ([first]) => first?.pull())
    expect(execution.pull()).toBe(WAIT)
    await expect(execution.close()).rejects.toThrow('cleanup')
  })

  test('after a callback closed the run is not opened at all', () => {
    const source = recorded(['a'])
    const execution: Execution<unknown> = new Execution(
      (run) => () => {
        void execution.close()
        return run.open(source).pull()
      },
      'async',
    )
    expect(execution.pull()).toBe(DONE)
    expect(source.events).toEqual([])
  })

  test('may be a string', () => {
    expect(opening(['ab'], ([inner]) => inner?.pull()).pull()).toBe('a')
  })

  test('that is no source is a TypeError', () => {
    const execution = new Execution((run) => run.open(5 as never).pull, 'async')
    expect(execution.pull).toThrow(new TypeError('5 is not iterable'))
  })
})
