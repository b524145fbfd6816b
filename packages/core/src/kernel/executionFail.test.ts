import { describe, expect, test } from 'vitest'
import { stopClock, turn, woken } from '../testSupport.ts'
import { Execution } from './execution.ts'
import { DONE, WAIT, type Pull } from './pull.ts'

stopClock()

const boom = (message: string) => (): never => {
  throw new Error(message)
}

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
