import { Duplex, Readable, Writable } from 'node:stream'
import { describe, expect, test, vi } from 'vitest'
import { alwaysCloses, destroyed } from './destroyed.ts'
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

describe('a stream that does not close', () => {
  /** Whether it is still waited for after a second. */
  async function isWaitedFor(stream: Readable | Writable): Promise<boolean> {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      let waits = true
      void destroyed(stream)?.then(() => {
        waits = false
      })
      await vi.advanceTimersByTimeAsync(999)
      expect(waits).toBe(true)
      await vi.advanceTimersByTimeAsync(1)
      return waits
    } finally {
      vi.useRealTimers()
    }
  }
  const destroy = (): void => {}

  test('is given up after a second if it is reading', async () => {
    async function* stuck(): AsyncGenerator<number> {
      yield 1
      await new Promise(() => {})
    }
    const never = Readable.from(stuck())
    for (const _ of [1, 2]) {
      never.read()
      await turns()
    }
    expect(await isWaitedFor(never)).toBe(false)
  })

  test('is given up after a second if it is writing', async () => {
    const writable = new Writable({ write: () => {}, destroy })
    writable.write('a')
    expect(await isWaitedFor(writable)).toBe(false)
  })

  test('is waited for if it is doing neither: it is busy with its cleanup', async () => {
    expect(await isWaitedFor(new Readable({ destroy }))).toBe(true)
  })

  test('is waited for if it is one of ours, which closes in any case', async () => {
    const readable = new Readable({ read: () => {}, destroy })
    alwaysCloses(readable)
    readable.read()
    expect(await isWaitedFor(readable)).toBe(true)
  })
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
