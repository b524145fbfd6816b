import { closeSync, openSync } from 'node:fs'
import { expect, it } from 'vitest'
import { activeResources } from './activeResources.ts'
import { openFileDescriptors } from './fileDescriptors.ts'
import { countListeners } from './signalListeners.ts'
import { unhandledRejections } from './unhandledRejections.ts'

function ignore(): void {}

it('counts the listeners on a signal', () => {
  const { signal } = new AbortController()
  signal.addEventListener('abort', ignore)
  expect(countListeners(signal)).toBe(1)
  signal.removeEventListener('abort', ignore)
  expect(countListeners(signal)).toBe(0)
})

it('counts a timer that has not fired', () => {
  const before = activeResources()['Timeout'] ?? 0
  const timer = setTimeout(() => {}, 60_000)
  expect(activeResources()['Timeout']).toBe(before + 1)
  clearTimeout(timer)
  expect(activeResources()['Timeout'] ?? 0).toBe(before)
})

it.skipIf(openFileDescriptors() === undefined)('sees a file that was left open', () => {
  const before = openFileDescriptors()
  const descriptor = openSync(import.meta.filename, 'r')
  expect(openFileDescriptors()).toHaveLength((before?.length ?? 0) + 1)
  closeSync(descriptor)
  expect(openFileDescriptors()).toEqual(before)
})

it('catches a rejection that nobody handles', async () => {
  const error = new Error('nobody handles this')
  const reasons = await unhandledRejections(async () => {
    void Promise.reject(error)
  })
  expect(reasons).toEqual([error])
})

it('does not mind a rejection that is handled', async () => {
  const reasons = await unhandledRejections(async () => {
    await Promise.reject(new Error('handled')).catch(() => {})
  })
  expect(reasons).toEqual([])
})
