import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { guard, unguard } from './guard.ts'
import { listeners, uncaught } from './testSupport.ts'

const open = (): Readable => new Readable({ read: () => {} })

test('an error of a stream that is guarded does not end the process', async () => {
  const readable = open()
  guard(readable)
  expect(await uncaught(() => readable.destroy(new Error('broken')))).toEqual([])
})

test('an error of a stream that is not guarded any more does', async () => {
  const error = new Error('broken')
  const readable = open()
  guard(readable)
  unguard(readable)
  expect(await uncaught(() => readable.destroy(error))).toEqual([error])
})

test('a stream is guarded once, however often it is asked for', () => {
  const readable = open()
  guard(readable)
  guard(readable)
  expect(listeners(readable)).toEqual(['error'])
  unguard(readable)
  expect(listeners(readable)).toEqual([])
})

test('a stream that is still closing stays guarded', async () => {
  const readable = new Readable({
    destroy: (_, callback) => setImmediate(callback, new Error('late')),
  })
  guard(readable)
  const failLate = (): void => {
    readable.destroy()
    unguard(readable)
  }
  expect(await uncaught(failLate)).toEqual([])
})
