import { describe, expect, test, vi } from 'vitest'
import {
  collectGarbage,
  dripping,
  latch,
  recorded,
  recordedAsync,
  stopClock,
  turn,
  woken,
} from '../testSupport.ts'
import { Execution } from './execution.ts'
import { open } from './open.ts'
import { operator } from './operator.ts'
import { fromPull } from '../sources/fromPull.ts'
import { pipe } from './pipe.ts'
import { DONE, WAIT, type Pull } from './pull.ts'
import type { Inner, Run } from './run.ts'

stopClock()

const boom = (message: string) => (): never => {
  throw new Error(message)
}

/** Holds the event loop until the run is refused credit. */
function spendAll(run: Run): void {
  while (run.spend(1) > 0) vi.advanceTimersByTime(1)
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

test('a cleanup that is registered when the run is over already runs at once', () => {
  let cleanups = 0
  const execution = new Execution(() => () => 1, 'async')
  void execution.close()
  execution.defer(() => cleanups++)
  expect(cleanups).toBe(1)
})

describe('`fail`', () => {
  test('ends a run between two pulls: what is open is closed at once, and the error is thrown', async () => {
    const events: string[] = []
    const execution = new Execution((run) => {
      run.defer(() => events.push('closed'))
      return () => WAIT
    }, 'async')
    execution.pull()
    const ready = woken(execution)
    execution.fail(new Error('failed'))
    expect(events).toEqual(['closed'])
    await ready
    expect(execution.pull).toThrow('failed')
    expect(execution.pull()).toBe(DONE)
  })

  test('wins over an error of the cleanup, and loses to one that came before', async () => {
    const execution = new Execution((run) => {
      run.defer(boom('cleanup'))
      return () => WAIT
    }, 'async')
    execution.fail(new Error('first'))
    execution.fail(new Error('second'))
    await turn()
    expect(execution.pull).toThrow('first')
    expect(execution.pull()).toBe(DONE)
  })

  test('is all that a consumer who waits hears, although a cleanup threw', async () => {
    const execution = new Execution((run) => {
      run.defer(boom('cleanup'))
      return () => WAIT
    }, 'async')
    execution.pull()
    const heard = new Promise((resolve) => {
      execution.park(() => {
        try {
          execution.pull()
        } catch (error) {
          resolve(error)
        }
      })
    })
    execution.fail(new Error('failed'))
    expect(await heard).toEqual(new Error('failed'))
    await execution.close()
  })

  test('after the end changes nothing', async () => {
    const execution = new Execution(() => () => WAIT, 'async')
    await execution.close()
    execution.fail(new Error('too late'))
    expect(execution.pull()).toBe(DONE)
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

describe('the signal', () => {
  const endings: [string, (execution: Execution<unknown>) => unknown, Pull<unknown>][] = [
    ['was closed', (execution) => execution.close(), () => 1],
    ['ended', (execution) => execution.pull(), () => DONE],
    ['failed', (execution) => expect(execution.pull).toThrow('broken'), boom('broken')],
  ]
  test.each(endings)('is aborted when the run %s', (_, end, stage) => {
    let signal: AbortSignal | undefined
    const execution = new Execution<unknown>((run) => {
      signal = run.signal
      return stage
    }, 'async')
    expect(signal?.aborted).toBe(false)
    end(execution)
    expect(signal?.aborted).toBe(true)
  })

  test('is aborted before the cleanups run', () => {
    const aborted: boolean[] = []
    const execution = new Execution((run) => {
      const { signal } = run
      run.defer(() => aborted.push(signal.aborted))
      return () => 1
    }, 'async')
    void execution.close()
    expect(aborted).toEqual([true])
  })

  test('that is asked for after the end is aborted already', () => {
    const execution = new Execution(() => () => 1, 'async')
    void execution.close()
    expect(execution.signal.aborted).toBe(true)
  })

  test('is the same every time', () => {
    const execution = new Execution(() => () => 1, 'async')
    expect(execution.signal).toBe(execution.signal)
  })
})

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
