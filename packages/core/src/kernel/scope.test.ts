import { expect, test } from 'vitest'
import { latch, turn } from '../testSupport.ts'
import { Scope } from './scope.ts'

test('what was added last is cleaned up first', () => {
  const events: string[] = []
  const scope = new Scope()
  scope.add(() => events.push('first'))
  scope.add(() => events.push('second'))
  expect(scope.close('async')).toBeUndefined()
  expect(events).toEqual(['second', 'first'])
})

test('a cleanup waits for the promise of the one before it', async () => {
  const events: string[] = []
  const gate = latch()
  const scope = new Scope()
  scope.add(() => events.push('outer'))
  scope.add(() => gate.promise.then(() => events.push('inner')))
  const closing = scope.close('async')
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
  void scope.close('async')
  expect(events).toEqual(['kept'])
})

test('closing twice runs each cleanup once', () => {
  let calls = 0
  const scope = new Scope()
  scope.add(() => calls++)
  void scope.close('async')
  expect(scope.close('async')).toBeUndefined()
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
  expect(() => scope.close('sync')).toThrow('first')
  expect(events).toEqual(['runs'])
})

test('of errors thrown and promises rejected, the first wins', async () => {
  const scope = new Scope()
  scope.add(() => {
    throw new Error('last')
  })
  scope.add(() => Promise.reject(new Error('second')))
  scope.add(() => Promise.reject(new Error('first')))
  await expect(scope.close('async')).rejects.toThrow('first')
})

test('an error that is `undefined` is an error', () => {
  const scope = new Scope()
  scope.add(() => {
    throw undefined
  })
  let thrown = false
  try {
    void scope.close('sync')
  } catch {
    thrown = true
  }
  expect(thrown).toBe(true)
})

test('an empty scope closes at once', () => {
  expect(new Scope().close('async')).toBeUndefined()
})

test('in a synchronous run a promise is an error, and its rejection is heard', async () => {
  const scope = new Scope()
  scope.add(() => Promise.reject(new Error('late')))
  expect(() => scope.close('sync')).toThrow(
    new TypeError('a cleanup gave a promise, and a synchronous run cannot wait'),
  )
  await turn() // an unhandled rejection would fail the run
})
