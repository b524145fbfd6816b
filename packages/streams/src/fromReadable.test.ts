import { AlreadyConsumedError, DONE, openCursor, pipe, take, toArray, WAIT } from '@rivulet/core'
import { getEventListeners, once } from 'node:events'
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Duplex, PassThrough, Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromReadable } from './fromReadable.ts'
import {
  latch,
  listeners,
  openDescriptors,
  rejection,
  turns,
  uncaught,
  untilError,
  pulled,
} from './testSupport.ts'

/** An object stream that holds `items`, and then does nothing by itself. */
function holding(items: readonly unknown[], highWaterMark = 16): Readable {
  const readable = new Readable({ objectMode: true, highWaterMark, read: () => {} })
  for (const item of items) readable.push(item)
  return readable
}

/** The same, and it ends. */
function ending(items: readonly unknown[]): Readable {
  const readable = holding(items)
  readable.push(null)
  return readable
}

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

describe('items', () => {
  test('come in order, then the end', async () => {
    expect(await pipe(fromReadable<string>(ending(['a', 'b'])), toArray())).toEqual(['a', 'b'])
  })

  test('may be `undefined`, `0`, an empty string, `false`, `NaN` and promises', async () => {
    const items = [undefined, 0, '', false, Number.NaN, Promise.resolve(1)]
    const cursor = openCursor(fromReadable<unknown>(ending(items)))
    for (const item of items) {
      let answer = cursor.pull()
      while (answer === WAIT) {
        await cursor.ready()
        answer = cursor.pull()
      }
      expect(answer).toBe(item)
    }
    await cursor.close()
  })

  test('that the stream holds come without a promise for each', async () => {
    const cursor = openCursor(fromReadable<number>(holding([1, 2, 3])))
    expect([cursor.pull(), cursor.pull(), cursor.pull()]).toEqual([1, 2, 3])
    expect(cursor.pull()).toBe(WAIT)
    await cursor.close()
  })

  test('that come later wake the run', async () => {
    const readable = holding([])
    const cursor = openCursor(fromReadable<string>(readable))
    expect(cursor.pull()).toBe(WAIT)
    readable.push('a')
    let item = cursor.pull()
    while (item === WAIT) {
      await cursor.ready()
      item = cursor.pull()
    }
    expect(item).toBe('a')
    await cursor.close()
  })

  test('of a byte stream are its bytes, and empty chunks do not end it', async () => {
    const readable = new Readable({ read: () => {} })
    for (const chunk of ['', 'a', '', 'b', Buffer.alloc(0), 'c']) readable.push(chunk)
    readable.push(null)
    const chunks = await pipe(fromReadable(readable), toArray())
    expect(Buffer.concat(chunks).toString()).toBe('abc')
  })

  test('of a stream with an encoding are strings, with characters whole across chunks', async () => {
    const text = 'añ€😀'
    const readable = new Readable({ read: () => {} }).setEncoding('utf8')
    for (const byte of Buffer.from(text)) readable.push(Buffer.of(byte))
    readable.push(null)
    const chunks = await pipe(fromReadable<string>(readable), toArray())
    expect(chunks.join('')).toBe(text)
  })

  test('come from an empty stream as from any other: none', async () => {
    expect(await pipe(fromReadable(ending([])), toArray())).toEqual([])
  })
})

describe('laziness', () => {
  test('nothing is read before the first pull, not even by an open run', async () => {
    let reads = 0
    const readable = new Readable({
      read: () => {
        reads++
      },
    })
    const cursor = openCursor(fromReadable(readable))
    await turns()
    expect(reads).toBe(0)
    cursor.pull()
    expect(reads).toBe(1)
    await cursor.close()
  })

  test('a run that was never pulled destroys the stream when it is closed', async () => {
    const readable = holding(['a'])
    await openCursor(fromReadable(readable)).close()
    expect(readable.closed).toBe(true)
  })

  test('a stream that never has to wait lets timers run', async () => {
    let count = 0
    const readable = new Readable({
      objectMode: true,
      read() {
        this.push(count++)
      },
    })
    const signal = AbortSignal.timeout(5)
    expect(await rejection(pipe(fromReadable(readable, { signal }), toArray()))).toBe(signal.reason)
  })
})

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
    const readable = createReadStream(join(folder, 'missing'))
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

describe('a signal', () => {
  test('that is aborted already: nothing is read, and the stream is destroyed', async () => {
    let reads = 0
    const readable = new Readable({
      read: () => {
        reads++
      },
    })
    const signal = AbortSignal.abort(new Error('stop'))
    expect(await rejection(pipe(fromReadable(readable, { signal }), toArray()))).toBe(signal.reason)
    expect({ reads, closed: readable.closed }).toEqual({ reads: 0, closed: true })
  })

  test('that is aborted while the stream is silent ends the run with its reason', async () => {
    const controller = new AbortController()
    const readable = holding(['a'])
    const result = untilError(fromReadable(readable, { signal: controller.signal }))
    await turns()
    const reason = { stop: true }
    controller.abort(reason)
    expect(await result).toEqual({ items: ['a'], error: reason })
    expect((await result).error).toBe(reason)
    expect(readable.closed).toBe(true)
  })

  test('that is aborted while a generator that `Readable.from` reads never answers keeps its reason', async () => {
    async function* stuck(): AsyncGenerator<number> {
      yield 1
      await new Promise(() => {})
    }
    const controller = new AbortController()
    const { signal } = controller
    const readable = Readable.from(stuck())
    const result = rejection(pipe(fromReadable(readable, { signal }), toArray()))
    await turns()
    const reason = new Error('stop')
    controller.abort(reason)
    expect(await result).toBe(reason) // It never closes.
    expect(readable.destroyed).toBe(true)
  })

  test('that is aborted in the body of the loop ends it there', async () => {
    const controller = new AbortController()
    const seen: unknown[] = []
    const loop = async (): Promise<void> => {
      for await (const item of fromReadable(holding([1, 2]), { signal: controller.signal })) {
        seen.push(item)
        controller.abort('stop')
      }
    }
    expect(await rejection(loop())).toBe('stop')
    expect(seen).toEqual([1])
  })

  test('that is aborted afterwards does nothing', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const readable = ending(['a'])
    expect(await pipe(fromReadable(readable, { signal }), toArray())).toEqual(['a'])
    expect(await uncaught(() => controller.abort())).toEqual([])
    expect(readable.errored).toBe(null)
  })

  test('has no listener left after 1,000 runs, however they end', async () => {
    const { signal } = new AbortController()
    for (let run = 0; run < 500; run++) {
      await pipe(fromReadable(ending(['a', 'b']), { signal }), toArray())
      await pipe(fromReadable(holding(['a', 'b']), { signal }), take(1), toArray())
    }
    expect(getEventListeners(signal, 'abort')).toEqual([])
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

describe('a second reader', () => {
  test('gets an AlreadyConsumedError, and the first reads on', async () => {
    const readable = holding(['a', 'b'])
    const flow = fromReadable(readable)
    const first = openCursor(flow)
    expect(await pulled(first)).toBe('a')
    expect(await rejection(pipe(flow, toArray()))).toBeInstanceOf(AlreadyConsumedError)
    expect(await rejection(pipe(fromReadable(readable), toArray()))).toMatchObject({
      code: 'ALREADY_CONSUMED',
      source: readable,
    })
    expect(await pulled(first)).toBe('b')
    await first.close()
  })

  test('gets one also if the first was no pipeline', async () => {
    const readable = ending(['a'])
    await readable.toArray()
    expect(await rejection(pipe(fromReadable(readable), toArray()))).toBeInstanceOf(
      AlreadyConsumedError,
    )
  })

  test('beside a "data" listener is refused, and the stream is left to that', async () => {
    const readable = holding(['a'])
    const received: unknown[] = []
    readable.on('data', (item) => received.push(item))
    expect(await rejection(pipe(fromReadable(readable), toArray()))).toEqual(
      new TypeError(
        'fromReadable: the stream has a "data" listener or is flowing, and would lose what goes there',
      ),
    )
    await turns()
    expect(received).toEqual(['a'])
    expect(readable.destroyed).toBe(false)
  })

  test('of a stream that flows into nothing is refused', async () => {
    const flow = fromReadable(holding(['a']).resume())
    expect(await rejection(pipe(flow, toArray()))).toBeInstanceOf(TypeError)
  })
})

describe('a Duplex', () => {
  test('whose readable side has ended stays open for writing', async () => {
    const written: unknown[] = []
    const duplex = new Duplex({
      objectMode: true,
      read() {
        this.push('answer')
        this.push(null)
      },
      write: (chunk, _, callback) => {
        written.push(chunk)
        callback()
      },
    })
    expect(await pipe(fromReadable(duplex), toArray())).toEqual(['answer'])
    await turns()
    expect(duplex.destroyed).toBe(false)
    duplex.end('last')
    await once(duplex, 'close')
    expect(written).toEqual(['last'])
  })

  test('is destroyed as a whole if the loop is left', async () => {
    const stream = new PassThrough({ objectMode: true })
    stream.write('a')
    await pipe(fromReadable(stream), take(1), toArray())
    expect(stream.writable).toBe(false)
  })
})

describe('arguments', () => {
  test.each([undefined, null, 1, 'path', {}, [], () => {}, new EventTarget()])(
    'a stream that is %o is a TypeError at once',
    (value) => {
      expect(() => fromReadable(value as never)).toThrow(
        /^fromReadable: the stream must be a Node Readable, got /,
      )
    },
  )

  test('a Web stream is refused', () => {
    expect(() => fromReadable(new ReadableStream() as never)).toThrow(TypeError)
  })

  test.each([
    [null, 'options must be an object, got null'],
    ['', "options must be an object, got ''"],
    [{ signal: {} }, 'signal must be an AbortSignal, got {}'],
    [{ destroyOnReturn: 0 }, 'destroyOnReturn must be a boolean, got 0'],
  ])('%o as options is a TypeError at once', (options, message) => {
    expect(() => fromReadable(ending([]), options as never)).toThrow(
      new TypeError(`fromReadable: ${message}`),
    )
  })

  test('options may be undefined one by one', async () => {
    const options = { signal: undefined, destroyOnReturn: undefined }
    expect(await pipe(fromReadable(ending([1]), options), toArray())).toEqual([1])
  })
})

test('after the end every pull says so', async () => {
  const cursor = openCursor(fromReadable(ending([])))
  while (cursor.pull() === WAIT) {
    await cursor.ready()
  }
  expect([cursor.pull(), cursor.pull()]).toEqual([DONE, DONE])
})
