import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { onAbort } from './onAbort.ts'

test('all that wait for one signal share a listener, and are told once', () => {
  const controller = new AbortController()
  const told: string[] = []
  onAbort(controller.signal, () => told.push('a'))
  onAbort(controller.signal, () => told.push('b'))
  onAbort(controller.signal, () => told.push('c'))()
  expect(getEventListeners(controller.signal, 'abort').length).toBe(1)
  controller.abort()
  expect(told).toEqual(['a', 'b'])
})

test('nothing is left on a signal for which nobody waits', () => {
  const { signal } = new AbortController()
  const stops = [onAbort(signal, () => {}), onAbort(signal, () => {})]
  for (const stop of stops) stop()
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('to stop twice leaves those alone who came later', () => {
  const controller = new AbortController()
  const stop = onAbort(controller.signal, () => {})
  stop()
  let told = false
  onAbort(controller.signal, () => {
    told = true
  })
  stop()
  controller.abort()
  expect(told).toBe(true)
})
