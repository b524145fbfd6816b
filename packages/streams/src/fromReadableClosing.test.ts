// How a stream is left before its end, and what is left of it: nothing, or all with `destroyOnReturn: false`.
import { AlreadyConsumedError, openCursor, pipe, take, toArray, WAIT } from '@rivulet/core'
import { once } from 'node:events'
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromReadable } from './fromReadable.ts'
import { ending, holding } from './testStreams.ts'
import { latch, listeners, openDescriptors, rejection, turns, untilError } from './testSupport.ts'

const failingToClose = (error: Error): Readable =>
  new Readable({
    objectMode: true,
    read() {
      this.push(1)
    },
    destroy: (_, callback) => callback(error),
  })

async function withResponse(
  respond: (response: ServerResponse) => void,
  use: (message: IncomingMessage) => Promise<void>,
): Promise<void> {
  const server = createServer((_, response) => respond(response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const [message] = (await once(get({ host: '127.0.0.1', port, agent: false }), 'response')) as [
    IncomingMessage,
  ]
  await use(message)
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}

let folder = ''
let file = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rivulet-'))
  file = join(folder, 'file.txt')
  writeFileSync(file, 'a line\n'.repeat(100_000))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('leaving a loop', () => {
  test('goes on after the stream has closed', async () => {
    const gate = latch()
    let closed = false
    const readable = new Readable({
      objectMode: true,
      read() {
        this.push(1)
      },
      destroy: (error, callback) => {
        void gate.promise.then(() => {
          closed = true
          callback(error)
        })
      },
    })
    const loop = (async () => {
      for await (const item of fromReadable(readable)) {
        void item
        break
      }
      return closed
    })()
    await turns()
    expect(closed).toBe(false)
    gate.open()
    expect(await loop).toBe(true)
  })

  test('tells an error of the closing', async () => {
    const error = new Error('closing')
    const loop = async (): Promise<void> => {
      for await (const item of fromReadable(failingToClose(error))) {
        void item
        break
      }
    }
    expect(await rejection(loop())).toBe(error)
  })

  test('by a throw tells that error, not the one of the closing', async () => {
    const error = new Error('body')
    const loop = async (): Promise<void> => {
      for await (const item of fromReadable(failingToClose(new Error('closing')))) {
        void item
        throw error
      }
    }
    expect(await rejection(loop())).toBe(error)
  })

  test('settles also for a stream that emits no `close`', async () => {
    const readable = new Readable({ objectMode: true, emitClose: false, read: () => {} })
    readable.push('a')
    expect(await pipe(fromReadable(readable), take(1), toArray())).toEqual(['a'])
    expect(readable.destroyed).toBe(true)
  })

  test('waits for a stream that somebody else has begun to destroy', async () => {
    const gate = latch()
    const readable = new Readable({
      objectMode: true,
      read: () => {},
      destroy: (error, callback) => void gate.promise.then(() => callback(error)),
    })
    const cursor = openCursor(fromReadable(readable))
    cursor.pull()
    readable.destroy()
    const closing = cursor.close().then(() => readable.closed)
    await turns()
    gate.open()
    expect(await closing).toBe(true)
  })

  test('waits for a stream that has ended and is closing by itself', async () => {
    const gate = latch()
    const readable = new Readable({
      objectMode: true,
      read: () => {},
      destroy: (error, callback) => void gate.promise.then(() => callback(error)),
    })
    readable.push('a')
    readable.push(null)
    const cursor = openCursor(fromReadable(readable))
    expect([cursor.pull(), cursor.pull()]).toEqual(['a', WAIT])
    await turns()
    expect(readable.readableEnded).toBe(true)
    const closing = cursor.close().then(() => readable.closed)
    await turns()
    gate.open()
    expect(await closing).toBe(true)
  })

  test.skipIf(openDescriptors() === undefined)('leaves no file descriptor open', async () => {
    const before = openDescriptors()
    for (let run = 0; run < 20; run++) {
      for await (const chunk of fromReadable(createReadStream(file))) {
        void chunk
        break
      }
      expect(openDescriptors()).toBe(before)
    }
  })
})

test.skipIf(openDescriptors() === undefined)(
  'at the end of a file its descriptor is closed',
  async () => {
    const before = openDescriptors()
    await pipe(fromReadable(createReadStream(file)), toArray())
    expect(openDescriptors()).toBe(before)
  },
)

describe('an HTTP response', () => {
  test('can be left in the middle without an error', async () => {
    await withResponse(
      (response) => response.write('a'),
      async (message) => {
        const chunks = await pipe(fromReadable(message), take(1), toArray())
        expect(String(chunks[0])).toBe('a')
        expect(message.destroyed).toBe(true)
      },
    )
  })

  test('that the server cuts off is an error after what has come', async () => {
    const [cutting, received]: [ServerResponse[], string[]] = [[], []]
    await withResponse(
      (response) => {
        response.write('a')
        cutting.push(response)
      },
      async (message) => {
        const loop = (async () => {
          for await (const chunk of fromReadable(message)) {
            received.push(String(chunk))
            cutting[0]?.destroy()
          }
        })()
        expect(await rejection(loop)).toMatchObject({ code: 'ECONNRESET' })
        expect(received).toEqual(['a'])
      },
    )
  })
})

describe('no listener is left on the stream', () => {
  test('that ended', async () => {
    const readable = ending(['a'])
    const before = listeners(readable)
    await pipe(fromReadable(readable), toArray())
    expect(listeners(readable)).toEqual(before)
  })

  test('that was left', async () => {
    const readable = holding(['a'])
    const before = listeners(readable)
    await pipe(fromReadable(readable), take(1), toArray())
    expect(listeners(readable)).toEqual(before)
  })

  test('that failed', async () => {
    const readable = holding(['a'])
    const before = listeners(readable)
    const result = untilError(fromReadable(readable))
    await turns()
    readable.destroy(new Error('broken'))
    await result
    expect(listeners(readable)).toEqual(before)
  })
})

describe('`destroyOnReturn: false`', () => {
  test('leaves the stream usable, by its own methods', async () => {
    const readable = ending(['a', 'b', 'c'])
    const before = listeners(readable)
    const flow = fromReadable<string>(readable, { destroyOnReturn: false })
    expect(await pipe(flow, take(1), toArray())).toEqual(['a'])
    expect(readable.destroyed).toBe(false)
    expect(listeners(readable)).toEqual(before)
    expect(await readable.toArray()).toEqual(['b', 'c'])
  })

  test('leaves it usable after it was waited for, and it flows for a "data" listener', async () => {
    const readable = holding(['a'])
    const cursor = openCursor(fromReadable<string>(readable, { destroyOnReturn: false }))
    expect([cursor.pull(), cursor.pull()]).toEqual(['a', WAIT])
    await cursor.close()
    const received: unknown[] = []
    readable.on('data', (item) => received.push(item))
    readable.push('b')
    readable.push(null)
    await once(readable, 'end')
    expect(received).toEqual(['b'])
  })

  test('lets the next run, and another adapter, read on', async () => {
    const readable = ending([1, 2, 3, 4])
    const head = pipe(fromReadable<number>(readable, { destroyOnReturn: false }), take(1))
    expect(await pipe(head, toArray())).toEqual([1])
    expect(await pipe(head, toArray())).toEqual([2])
    expect(await pipe(fromReadable<number>(readable), toArray())).toEqual([3, 4])
  })

  test('does not let two runs read at the same time', async () => {
    const readable = holding(['a'])
    const flow = fromReadable(readable, { destroyOnReturn: false })
    const first = openCursor(flow)
    expect(openCursor(flow).pull).toThrow(AlreadyConsumedError)
    expect(first.pull()).toBe('a')
    await first.close()
    expect(readable.destroyed).toBe(false)
  })

  test('leaves the stream also when a signal ends the run', async () => {
    const readable = ending(['a', 'b'])
    const options = { destroyOnReturn: false, signal: AbortSignal.abort('stop') }
    expect(await rejection(pipe(fromReadable(readable, options), toArray()))).toBe('stop')
    expect(await readable.toArray()).toEqual(['a', 'b'])
  })
})
