import { Duplex, Readable, Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { destroyed } from './destroyed.ts'
import { latch, listeners, rejection, turns } from './testSupport.ts'

const open = (): Readable => new Readable({ read: () => {} })

test('resolves when the stream has closed, not before', async () => {
  const gate = latch()
  const writable = new Writable({
    destroy: (error, callback) => void gate.promise.then(() => callback(error)),
  })
  let resolved = false
  const closing = destroyed(writable)?.then(() => {
    resolved = true
  })
  await turns()
  expect(resolved).toBe(false)
  gate.open()
  await closing
  expect(writable.closed).toBe(true)
})

describe('an error', () => {
  const error = new Error('broken')

  test('of the closing is told', async () => {
    const readable = new Readable({ destroy: (_, callback) => callback(error) })
    expect(await rejection(destroyed(readable) as Promise<void>)).toBe(error)
  })

  test('that the stream had before is not told again', async () => {
    const readable = open().on('error', () => {})
    readable.destroy(error)
    await destroyed(readable)
    expect(readable.errored).toBe(error)
  })
})

test('resolves for a stream of `Duplex.from`, which says that it was aborted', async () => {
  const duplex = Duplex.from({ readable: Readable.from(['a', 'b']) })
  await expect(destroyed(duplex)).resolves.toBe(undefined)
})

test('resolves for a stream that has closed already', async () => {
  const readable = open()
  readable.destroy()
  await turns()
  await expect(destroyed(readable)).resolves.toBe(undefined)
})

test('waits for the `error` event of a stream that is closed but has not told yet', async () => {
  const told: unknown[] = []
  const readable = open().on('error', (error) => told.push(error))
  readable.destroy(new Error('broken'))
  await destroyed(readable)
  expect(told).toHaveLength(1)
})

test('does not wait for a stream that emits no `close`', () => {
  const readable = new Readable({ emitClose: false })
  expect(destroyed(readable)).toBe(undefined)
  expect(readable.destroyed).toBe(true)
})

test('does not wait for a stream of an older version that was destroyed before', () => {
  const readable = open()
  Object.defineProperty(readable, 'closed', { value: undefined })
  readable.destroy()
  expect(destroyed(readable)).toBe(undefined)
})

test('leaves no listener', async () => {
  const readable = open()
  const before = listeners(readable)
  await destroyed(readable)
  expect(listeners(readable)).toEqual(before)
})
