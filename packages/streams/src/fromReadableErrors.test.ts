// How errors of a stream arrive, and what one is that is cut off before its end.
import { openCursor, pipe, toArray } from '@rivulet/core'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { fromReadable } from './fromReadable.ts'
import { holding } from './testStreams.ts'
import { rejection, turns, uncaught, untilError } from './testSupport.ts'

describe('errors', () => {
  test('come after the items before them, and are the same object', async () => {
    const error = new Error('broken')
    const readable = holding([1, 2, 3])
    readable.destroy(error)
    expect(await untilError(fromReadable(readable))).toEqual({ items: [1, 2, 3], error })
    expect(readable.errored).toBe(error)
  })

  test('end a run that waits', async () => {
    const error = new Error('broken')
    const readable = holding([])
    const result = rejection(pipe(fromReadable(readable), toArray()))
    await turns()
    readable.destroy(error)
    expect(await result).toBe(error)
  })

  test.each(['text', 5, Symbol('thrown')])('may be anything truthy: %s', async (thrown) => {
    const readable = holding([])
    readable.destroy(thrown as unknown as Error)
    expect(await rejection(pipe(fromReadable(readable), toArray()))).toBe(thrown)
  })

  test('that are falsy are for Node a stream that was closed without one', async () => {
    const readable = holding([])
    readable.destroy('' as unknown as Error)
    expect(await rejection(pipe(fromReadable(readable), toArray()))).toMatchObject({
      code: 'ERR_STREAM_PREMATURE_CLOSE',
    })
  })

  test('that are emitted without destroying the stream end the run too, and it is destroyed', async () => {
    const error = new Error('broken')
    const readable = holding([])
    const result = rejection(pipe(fromReadable(readable), toArray()))
    await turns()
    readable.emit('error', error)
    expect(await result).toBe(error)
    expect(readable.closed).toBe(true)
  })

  test('before the run wait for it, and do not end the process', async () => {
    const readable = createReadStream('/there/is/no/such/file')
    const closing = new Promise((resolve) => readable.once('close', () => resolve(true)))
    const flow = fromReadable(readable)
    expect(await uncaught(() => closing)).toEqual([])
    expect(await rejection(pipe(flow, toArray()))).toMatchObject({ code: 'ENOENT' })
  })

  test('after the run has ended do not end the process while the stream closes', async () => {
    const readable = new Readable({
      objectMode: true,
      read: () => {},
      destroy: (_, callback) => setImmediate(callback, new Error('late')),
    })
    readable.push('a')
    const cursor = openCursor(fromReadable(readable))
    cursor.pull()
    readable.destroy()
    expect(await uncaught(() => cursor.close().catch(() => {}))).toEqual([])
  })
})

describe('a stream that is cut off', () => {
  const premature = { code: 'ERR_STREAM_PREMATURE_CLOSE' }

  test('in the middle of a loop, without an error, is an error', async () => {
    const readable = holding(['a'])
    const loop = async (): Promise<void> => {
      for await (const item of fromReadable(readable)) {
        void item
        readable.destroy()
      }
    }
    expect(await rejection(loop())).toMatchObject(premature)
  })

  test('before the run is an error', async () => {
    const readable = holding([])
    readable.destroy()
    await once(readable, 'close')
    expect(await rejection(pipe(fromReadable(readable), toArray()))).toMatchObject(premature)
  })

  test('by `close` without `end` is an error after what it held', async () => {
    const readable = holding(['a', 'b'])
    const result = untilError(fromReadable(readable))
    await turns()
    readable.destroy()
    expect(await result).toMatchObject({ items: ['a', 'b'], error: premature })
  })

  test('whose destruction fails tells that error', async () => {
    const error = new Error('closing')
    const readable = new Readable({
      read: () => {},
      destroy: (_, callback) => setImmediate(callback, error),
    })
    const result = rejection(pipe(fromReadable(readable), toArray()))
    await turns()
    readable.destroy()
    expect(await result).toBe(error)
  })
})
