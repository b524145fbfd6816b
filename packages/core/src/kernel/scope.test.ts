import { describe, expect, test } from 'vitest'
import { latch, turn } from '../testSupport.ts'
import { Scope } from './scope.ts'

test('what was added last is cleaned up first', () => {
  const events: string[] = []
  const scope = new Scope()
  scope.add(() => events.push('first'))
  scope.add(() => events.push('second'))
  expect(scope.close()).toBeUndefined()
  expect(events).toEqual(['second', 'first'])
})

test('a cleanup waits for the promise of the one before it', async () => {
  const events: string[] = []
  const gate = latch()
  const scope = new Scope()
  scope.add(() => events.push('outer'))
  scope.add(() => gate.promise.then(() => events.push('inner')))
  const closing = scope.close()
  expect(events).toEqual([])
  gate.resolve()
  await closing
  expect(events).toEqual(['inner', 'outer'])
})

test('a cleanup that was deleted does not run', () => {
  const events: string[] = []
  const scope = new Scope()
  const cleanup = (): unknown => events.push('deleted')
  scope.add(cleanup)
  scope.add(() => events.push('kept'))
  scope.delete(cleanup)
  void scope.close()
  expect(events).toEqual(['kept'])
})

test('closing twice runs each cleanup once', () => {
  let calls = 0
  const scope = new Scope()
  scope.add(() => calls++)
  void scope.close()
  expect(scope.close()).toBeUndefined()
  expect(calls).toBe(1)
})

test('a cleanup that throws keeps no other from running, and the first error is thrown', () => {
  const events: string[] = []
  const scope = new Scope()
  scope.add(() => events.push('runs'))
  scope.add(() => {
    throw new Error('second')
  })
  scope.add(() => {
    throw new Error('first')
  })
  expect(() => scope.close()).toThrow('first')
  expect(events).toEqual(['runs'])
})

test('of errors thrown and promises rejected, the first wins', async () => {
  const scope = new Scope()
  scope.add(() => {
    throw new Error('last')
  })
  scope.add(() => Promise.reject(new Error('second')))
  scope.add(() => Promise.reject(new Error('first')))
  await expect(scope.close()).rejects.toThrow('first')
})

test('an error that is `undefined` is an error', () => {
  const scope = new Scope()
  scope.add(() => {
    throw undefined
  })
  let thrown = false
  try {
    void scope.close()
  } catch {
    thrown = true
  }
  expect(thrown).toBe(true)
})

test('an empty scope closes at once', () => {
  expect(new Scope().close()).toBeUndefined()
})

describe('together', () => {
  test('every cleanup begins at once, the last added first, and all are waited for', async () => {
    const events: string[] = []
    const gates = [latch(), latch()]
    const scope = new Scope('together')
    for (const [index, gate] of gates.entries()) {
      scope.add(async () => {
        events.push(`begun ${index}`)
        await gate.promise
        events.push(`over ${index}`)
      })
    }
    const closing = scope.close()
    expect(events).toEqual(['begun 1', 'begun 0'])
    gates[0]?.resolve()
    gates[1]?.resolve()
    await closing
    expect(events.slice(2)).toEqual(['over 0', 'over 1'])
  })

  test('the first error is thrown when all are over, however they fail', async () => {
    const events: string[] = []
    const scope = new Scope('together')
    scope.add(async () => {
      await turn()
      events.push('over')
    })
    scope.add(() => Promise.reject(new Error('second')))
    scope.add(() => {
      throw new Error('first')
    })
    await expect(scope.close()).rejects.toThrow('first')
    expect(events).toEqual(['over'])
  })

  test('without a promise there is nothing to wait for', () => {
    const events: string[] = []
    const scope = new Scope('together')
    scope.add(() => events.push('first'))
    scope.add(() => events.push('second'))
    expect(scope.close()).toBeUndefined()
    expect(events).toEqual(['second', 'first'])
    scope.add(() => {
      throw new Error('alone')
    })
    expect(() => scope.close()).toThrow('alone')
  })
})
