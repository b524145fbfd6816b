import { describe, expect, test } from 'vitest'
import { collectGarbage, latch, recorded, stopClock, turn, woken } from '../testSupport.ts'
import { Execution } from './execution.ts'
import { open } from './open.ts'
import { operator } from './operator.ts'
import { pipe } from './pipe.ts'
import { DONE, WAIT } from './pull.ts'
import type { Run } from './run.ts'

stopClock()

const boom = (message: string) => (): never => {
  throw new Error(message)
}

describe('the end of a synchronous run', () => {
  test('`DONE` closes what is open, and is repeated for ever', () => {
    let closed = 0
    const { pull } = new Execution((run) => {
      run.defer(() => closed++)
      return () => DONE
    }, 'sync')
    expect([pull(), pull()]).toEqual([DONE, DONE])
    expect(closed).toBe(1)
  })

  test('an error closes what is open, is thrown once, and then it is over', () => {
    const events: string[] = []
    let pulls = 0
    const { pull } = new Execution((run) => {
      run.defer(() => events.push('closed'))
      return () => {
        pulls++
        throw new Error('broken')
      }
    }, 'sync')
    expect(pull).toThrow('broken')
    expect(events).toEqual(['closed'])
    expect([pull(), pulls]).toEqual([DONE, 1])
  })

  test('an error that is `undefined` is thrown as well', () => {
    const thrown: unknown[] = []
    const { pull } = new Execution(
      () => () => {
        throw undefined
      },
      'sync',
    )
    try {
      pull()
    } catch (error) {
      thrown.push(error)
    }
    expect(thrown).toEqual([undefined])
  })

  test('an error of a cleanup takes the place of the end', () => {
    const { pull } = new Execution((run) => {
      run.defer(boom('cleanup'))
      return () => DONE
    }, 'sync')
    expect(pull).toThrow('cleanup')
    expect(pull()).toBe(DONE)
  })

  test('the error that came first wins over one of a cleanup', () => {
    const { pull } = new Execution((run) => {
      run.defer(boom('cleanup'))
      return boom('stage')
    }, 'sync')
    expect(pull).toThrow('stage')
    expect(pull()).toBe(DONE)
  })

  test('`close` throws the error of a cleanup, once', () => {
    const execution = new Execution((run) => {
      run.defer(boom('cleanup'))
      return () => 1
    }, 'sync')
    expect(() => execution.close()).toThrow('cleanup')
    expect(execution.close()).toBeUndefined()
    expect(execution.pull()).toBe(DONE)
  })
})

describe('a run that fails before its first pull', () => {
  test('throws from the first pull, and closes what had been opened', () => {
    const source = recorded(['a'])
    const { pull } = new Execution((run) => {
      open(source, run)
      throw new Error('start')
    }, 'sync')
    expect(pull).toThrow('start')
    expect(source.events).toEqual(['source opened', 'source closed'])
    expect(pull()).toBe(DONE)
  })

  test('closes what had been opened when it is closed without a pull', () => {
    const source = recorded(['a'])
    const execution = new Execution((run) => {
      open(source, run)
      throw new Error('start')
    }, 'sync')
    void execution.close()
    expect(source.events).toEqual(['source opened', 'source closed'])
  })

  test('closes what had been opened with the run that it is a part of', () => {
    const source = recorded(['a'])
    const failsToStart = pipe(source, operator(boom('start')))
    const execution = new Execution((run) => {
      run.open(failsToStart)
      return () => 1
    }, 'sync')
    void execution.close()
    expect(source.events).toEqual(['source opened', 'source closed'])
  })
})

describe('the end of an asynchronous run', () => {
  test('the end is told after a cleanup that takes its time', async () => {
    const gate = latch()
    const execution = new Execution((run) => {
      run.defer(() => gate.promise)
      return () => DONE
    }, 'async')
    expect([execution.pull(), execution.pull()]).toEqual([WAIT, WAIT])
    gate.resolve()
    await woken(execution)
    expect(execution.pull()).toBe(DONE)
  })

  test('an error is told after the cleanup, and wins over that of the cleanup', async () => {
    const gate = latch()
    const execution = new Execution((run) => {
      run.defer(() => gate.promise)
      return boom('stage')
    }, 'async')
    expect(execution.pull()).toBe(WAIT)
    gate.reject(new Error('cleanup'))
    await woken(execution)
    expect(execution.pull).toThrow('stage')
    expect(execution.pull()).toBe(DONE)
  })

  test('a cleanup that rejects takes the place of the end', async () => {
    const execution = new Execution((run) => {
      run.defer(async () => boom('cleanup')())
      return () => DONE
    }, 'async')
    expect(execution.pull()).toBe(WAIT)
    await woken(execution)
    expect(execution.pull).toThrow('cleanup')
  })

  test('`close` after an error was told does not fail, whatever became of the cleanup', async () => {
    const execution = new Execution((run) => {
      run.defer(() => Promise.reject(new Error('cleanup')))
      return boom('stage')
    }, 'async')
    expect(execution.pull()).toBe(WAIT)
    await woken(execution)
    expect(execution.pull).toThrow('stage')
    await execution.close()
  })

  test('`close` within a cleanup may be ignored, although a cleanup fails', async () => {
    const execution: Execution<unknown> = new Execution((run) => {
      run.defer(boom('cleanup'))
      run.defer(() => void execution.close())
      return () => WAIT
    }, 'async')
    await expect(execution.close()).rejects.toThrow('cleanup')
    await turn() // an unhandled rejection would fail the run
  })

  test('it is over as soon as `close` has settled', async () => {
    const execution = new Execution((run) => {
      run.defer(() => Promise.resolve())
      return () => WAIT
    }, 'async')
    await execution.close()
    expect(execution.pull()).toBe(DONE)
  })

  test('`close` wakes a consumer that waits, which finds `DONE`', async () => {
    const execution = new Execution(() => () => WAIT, 'async')
    expect(execution.pull()).toBe(WAIT)
    const ready = woken(execution)
    void execution.close()
    await ready
    expect(execution.pull()).toBe(DONE)
  })

  test('`close` rejects again with the error of a cleanup that threw', async () => {
    const execution = new Execution((run) => {
      run.defer(boom('cleanup'))
      return () => WAIT
    }, 'async')
    await expect(execution.close()).rejects.toThrow('cleanup')
    await expect(execution.close()).rejects.toThrow('cleanup')
  })

  test('`close` gives the same promise again', () => {
    const execution = new Execution((run) => {
      run.defer(() => Promise.resolve())
      return () => WAIT
    }, 'async')
    const closing = execution.close()
    expect(closing).toBeInstanceOf(Promise)
    expect(execution.close()).toBe(closing)
  })

  test('what a stage answers after it closed its own run is dropped', () => {
    const execution: Execution<string> = new Execution(
      () => () => {
        void execution.close()
        return 'too late'
      },
      'async',
    )
    expect(execution.pull()).toBe(DONE)
  })
})

test('no cleanup is lost, whenever it is registered while the run closes', async () => {
  const cleaned = async (microtasks: number): Promise<number> => {
    let cleanups = 0
    const registerLater = async (run: Run): Promise<void> => {
      for (let count = 0; count < microtasks; count++) await Promise.resolve()
      run.defer(() => cleanups++)
    }
    const execution = new Execution((run) => {
      run.defer(async () => void registerLater(run))
      return () => WAIT
    }, 'async')
    await execution.close()
    await turn()
    return cleanups
  }
  const counts = await Promise.all(Array.from({ length: 12 }, (_, count) => cleaned(count)))
  expect(counts).toEqual(counts.map(() => 1))
})

test('a run that is over holds nothing of what its stages held', async () => {
  const begin = (): { execution: Execution<unknown>; held: WeakRef<object> } => {
    const batch = ['a', 'b']
    const execution = new Execution((run) => {
      run.watch(() => batch.length)
      return () => batch.shift() ?? DONE
    }, 'sync')
    return { execution, held: new WeakRef(batch) }
  }
  const { execution, held } = begin()
  expect(execution.pull()).toBe('a')
  void execution.close()
  await collectGarbage()
  expect(held.deref()).toBeUndefined()
  expect(execution.pull()).toBe(DONE)
})

test('`close` may be a callback: what that is given is no error', async () => {
  const execution = new Execution(() => () => 1, 'async')
  await Promise.resolve('a value').then(execution.close)
  expect(execution.pull()).toBe(DONE)
})

test('a cleanup that is registered when the run is over already runs at once', () => {
  let cleanups = 0
  const execution = new Execution(() => () => 1, 'async')
  void execution.close()
  execution.defer(() => cleanups++)
  expect(cleanups).toBe(1)
})
