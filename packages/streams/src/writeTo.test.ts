import { filter, map, mapAsync, pipe, range } from '@rivulet/core'
import { getEventListeners, once } from 'node:events'
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createHttpServer, get, type ServerResponse } from 'node:http'
import {
  connect as connectHttp2,
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2'
import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable, type WritableOptions } from 'node:stream'
import { describe, expect, test } from 'vitest'
import {
  latch,
  listeners,
  openDescriptors,
  recorded,
  rejection,
  turns,
  uncaught,
} from './testSupport.ts'
import { writeTo } from './writeTo.ts'

/** An object stream that notes what is written to it. */
function collecting(options: WritableOptions = {}): Writable & { readonly written: unknown[] } {
  const written: unknown[] = []
  const writable = new Writable({
    objectMode: true,
    write: (chunk, _, callback) => {
      written.push(chunk)
      callback()
    },
    ...options,
  })
  return Object.assign(writable, { written })
}

type WriteCallback = (error?: Error | null) => void

/** A stream whose writes are answered by hand. */
function held(options: WritableOptions = {}): Writable & { readonly calls: WriteCallback[] } {
  const calls: WriteCallback[] = []
  const write = (_: unknown, __: string, callback: WriteCallback): void => void calls.push(callback)
  return Object.assign(collecting({ write, highWaterMark: 1, ...options }), { calls })
}

describe('items', () => {
  test('are written in order, and the stream is ended and closed', async () => {
    const writable = collecting()
    expect(await pipe(recorded([1, 2]), writeTo(writable))).toBe(undefined)
    expect(writable.written).toEqual([1, 2])
    expect(writable.closed).toBe(true)
  })

  test('may be `undefined`, `0`, an empty string, `false` and `NaN`', async () => {
    const writable = collecting()
    const items = [undefined, 0, '', false, Number.NaN]
    await pipe(items, writeTo(writable))
    expect(writable.written).toEqual(items)
  })

  test('that are null are an error that says so, and close the source', async () => {
    const source = recorded([1, null])
    expect(await rejection(pipe(source, writeTo(collecting())))).toMatchObject({
      code: 'ERR_STREAM_NULL_VALUES',
    })
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('that a byte stream does not take are an error, and close the source', async () => {
    const source = recorded(['a', 5])
    const error = await rejection(pipe(source, writeTo(collecting({ objectMode: false }))))
    expect(error).toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' })
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('arrive in a file whole, with multi-byte characters', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rivulet-'))
    const path = join(folder, 'out.txt')
    const before = openDescriptors()
    await pipe(recorded(['a€', '', '😀', Buffer.from('ñ')]), writeTo(createWriteStream(path)))
    expect(openDescriptors()).toBe(before)
    expect(readFileSync(path, 'utf8')).toBe('a€😀ñ')
    rmSync(folder, { recursive: true })
  })
})

describe('a slow writable', () => {
  test('keeps what is in flight below its high water mark', async () => {
    let given = 0
    let written = 0
    let most = 0
    const slow = collecting({
      highWaterMark: 3,
      write: (_, __, callback) => {
        setImmediate(() => {
          written++
          callback()
        })
      },
    })
    const counted = pipe(
      range(0, 50),
      map(() => {
        given++
        most = Math.max(most, given - written)
      }),
    )
    await pipe(counted, writeTo(slow))
    expect({ written, most }).toEqual({ written: 50, most: 3 })
  })

  test('that needs to drain already is waited for before the source is asked', async () => {
    const writable = held()
    writable.write('before')
    const source = recorded([1])
    const run = pipe(source, writeTo(writable))
    await turns()
    expect(source.asked).toBe(0)
    while (writable.calls.length > 0) {
      writable.calls.shift()?.()
      await turns()
    }
    await run
  })

  test('that is destroyed before it drains closes the source', async () => {
    const writable = held()
    const source = recorded([1, 2, 3])
    const result = rejection(pipe(source, writeTo(writable)))
    await turns()
    writable.destroy()
    expect(await result).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
    expect(source.events).toEqual(['closing', 'closed'])
  })
})

describe('resolves', () => {
  test('not before `final` is over and the stream has closed', async () => {
    const final = latch()
    const closing = latch()
    let resolved = false
    const run = pipe(
      recorded([1]),
      writeTo(
        collecting({
          final: (callback) => void final.promise.then(() => callback()),
          destroy: (error, callback) => void closing.promise.then(() => callback(error)),
        }),
      ),
    ).then(() => {
      resolved = true
    })
    await turns()
    expect(resolved).toBe(false)
    final.open()
    await turns()
    expect(resolved).toBe(false)
    closing.open()
    await run
  })

  test('when a stream has finished that does not close by itself', async () => {
    const writable = collecting({ autoDestroy: false })
    await pipe([1], writeTo(writable))
    expect({ finished: writable.writableFinished, destroyed: writable.destroyed }).toEqual({
      finished: true,
      destroyed: false,
    })
  })

  test('when a stream has finished that emits no `close`', async () => {
    const writable = collecting({ emitClose: false })
    await pipe([1], writeTo(writable))
    expect(writable.written).toEqual([1])
  })

  test('when the writable side of a Duplex has finished, and leaves the other open', async () => {
    const duplex = new PassThrough({ objectMode: true })
    await pipe([1, 2], writeTo(duplex))
    expect(await duplex.toArray()).toEqual([1, 2])
  })
})

describe('a stream that', () => {
  test.each([
    ['was ended', (writable: Writable) => writable.end(), 'ERR_STREAM_WRITE_AFTER_END'],
    ['was destroyed', (writable: Writable) => writable.destroy(), 'ERR_STREAM_PREMATURE_CLOSE'],
  ])('%s before the run is an error, and the source is not asked', async (_, use, code) => {
    for (const end of [true, false]) {
      const writable = collecting()
      use(writable)
      await once(writable, 'close')
      const source = recorded([1])
      expect(await rejection(pipe(source, writeTo(writable, { end })))).toMatchObject({ code })
      expect({ asked: source.asked, events: source.events }).toEqual({
        asked: 0,
        events: ['closing', 'closed'],
      })
    }
  })

  test('has failed before the run tells its error, and did not end the process', async () => {
    const writable = createWriteStream(join(tmpdir(), 'rivulet-no-such-folder', 'file'))
    const closing = new Promise((resolve) => writable.once('close', () => resolve(true)))
    const sink = writeTo<string>(writable)
    expect(await uncaught(() => closing)).toEqual([])
    expect(await rejection(pipe(recorded(['a']), sink))).toMatchObject({ code: 'ENOENT' })
  })

  test('fails midway closes the source and tells its error', async () => {
    const error = new Error('broken')
    const source = recorded([1, 2, 3])
    const failing = collecting({
      write: (chunk, _, callback) => callback(chunk === 2 ? error : null),
    })
    expect(await rejection(pipe(source, writeTo(failing)))).toBe(error)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('fails later closes a source that does not answer', async () => {
    const error = new Error('broken')
    const writable = held({ highWaterMark: 16 })
    const result = rejection(pipe(recorded([1], { stuck: true }), writeTo(writable)))
    await turns()
    writable.calls[0]?.(error)
    expect(await result).toBe(error)
  })

  test('throws from `write` tells that', async () => {
    const error = new Error('broken')
    const throwing = collecting({
      write: () => {
        throw error
      },
    })
    const source = recorded([1])
    expect(await rejection(pipe(source, writeTo(throwing)))).toBe(error)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('fails in `final` tells that', async () => {
    const error = new Error('broken')
    const failing = collecting({ final: (callback) => callback(error) })
    expect(await rejection(pipe(recorded([1]), writeTo(failing)))).toBe(error)
  })

  test('fails to close tells that', async () => {
    const error = new Error('broken')
    const failing = collecting({ destroy: (_, callback) => callback(error) })
    expect(await rejection(pipe(recorded([1]), writeTo(failing)))).toBe(error)
  })

  test('is ended by somebody else midway is an error', async () => {
    const writable = collecting()
    const source = pipe(
      [1, 2, 3],
      map((item) => (item === 2 ? (writable.end(), item) : item)),
    )
    expect(await rejection(pipe(source, writeTo(writable)))).toMatchObject({
      code: 'ERR_STREAM_WRITE_AFTER_END',
    })
  })

  test('is destroyed after it was ended, with writes that have not begun, is an error', async () => {
    const opening = latch()
    // As a file is that is not open yet.
    const writable = collecting({
      construct: (callback) => void opening.promise.then(() => callback()),
    })
    const result = rejection(pipe([1], writeTo(writable)))
    await turns()
    expect(writable.writableEnded).toBe(true)
    writable.destroy()
    opening.open()
    expect(await result).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
    expect(writable.written).toEqual([])
  })

  test.each(['before the run', 'while the source does not answer'])(
    'is a response that is destroyed %s is an error',
    async (when) => {
      const server = createHttpServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      const { port } = server.address() as AddressInfo
      const request = get({ host: '127.0.0.1', port, agent: false }).on('error', () => {})
      const [, response] = (await once(server, 'request')) as [unknown, ServerResponse]
      const source = recorded(['a'], { stuck: true })
      if (when === 'before the run') response.destroy(new Error('broken'))
      const result = rejection(pipe(source, writeTo(response)))
      await turns()
      response.destroy()
      expect(await result).toMatchObject(
        when === 'before the run' ? { message: 'broken' } : { code: 'ERR_STREAM_PREMATURE_CLOSE' },
      )
      expect(source.events).toEqual(['closing', 'closed'])
      request.destroy()
      server.close()
    },
  )

  test('is an HTTP/2 response whose client leaves is an error, though it emits `finish`', async () => {
    const server = createHttp2Server().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const connection = connectHttp2(`http://127.0.0.1:${port}`).on('error', () => {})
    const request = connection.request({ ':path': '/' }).on('error', () => {})
    const [received, response] = (await once(server, 'request')) as [
      Http2ServerRequest,
      Http2ServerResponse,
    ]
    received.resume()
    const source = recorded(['a'], { stuck: true })
    const result = rejection(pipe(source, writeTo(response as unknown as Writable)))
    await turns()
    request.destroy()
    expect(await result).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
    expect(source.events).toEqual(['closing', 'closed'])
    connection.destroy()
    server.close()
  })

  test('is destroyed and emits no `close` is an error as soon as there is something to write', async () => {
    const writable = held({ emitClose: false })
    const gate = latch()
    const source = pipe(
      [1, 2],
      mapAsync(async (item) => {
        if (item === 2) await gate.promise
        return item
      }),
    )
    const result = rejection(pipe(source, writeTo(writable)))
    await turns()
    writable.calls.shift()?.()
    await turns()
    writable.destroy()
    gate.open()
    expect(await result).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
  })

  test('is destroyed and emits no `close` is an error when its writes fail of it', async () => {
    const writable = held({ emitClose: false, highWaterMark: 16 })
    const result = rejection(pipe([1, 2, 3], writeTo(writable)))
    await turns()
    writable.destroy()
    writable.calls.shift()?.() // The others are not begun any more.
    expect(await result).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
  })

  test('is destroyed while the last write is under way is an error', async () => {
    for (const end of [true, false]) {
      const writable = held()
      const result = rejection(pipe(recorded([1]), writeTo(writable, { end })))
      await turns()
      writable.destroy()
      expect(await result).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
    }
  })
})

describe('a source that fails', () => {
  const error = new Error('broken')

  test('destroys the stream, and the error comes when that has closed', async () => {
    const gate = latch()
    const writable = collecting({
      destroy: (reason, callback) => void gate.promise.then(() => callback(reason)),
    })
    let rejected = false
    const run = rejection(pipe(recorded([1, 2], { error }), writeTo(writable))).then((reason) => {
      rejected = true
      return reason
    })
    await turns()
    expect(rejected).toBe(false)
    gate.open()
    expect(await run).toBe(error)
    expect({ written: writable.written, finished: writable.writableFinished }).toEqual({
      written: [1, 2],
      finished: false,
    })
  })

  test('tells its error, not one of the stream that comes from destroying it', async () => {
    const writable = collecting({ destroy: (_, callback) => callback(new Error('closing')) })
    expect(await rejection(pipe(recorded([], { error }), writeTo(writable)))).toBe(error)
  })

  test.each([undefined, null, '', 'text', 0])('may throw %o', async (thrown) => {
    const result = rejection(pipe(recorded([1], { error: thrown }), writeTo(collecting())))
    expect(await result).toBe(thrown)
  })
})

describe('`end: false`', () => {
  test('leaves the stream open for more, with no listener', async () => {
    const writable = collecting()
    const before = listeners(writable)
    await pipe(recorded([1]), writeTo(writable, { end: false }))
    await pipe(recorded([2]), writeTo(writable, { end: false }))
    expect({ written: writable.written, listeners: listeners(writable) }).toEqual({
      written: [1, 2],
      listeners: before,
    })
    await once(writable.end(), 'finish')
  })

  test('resolves when the last write is done, not before', async () => {
    const writable = held({ highWaterMark: 16 })
    let resolved = false
    const run = pipe(recorded([1]), writeTo(writable, { end: false })).then(() => {
      resolved = true
    })
    await turns()
    expect(resolved).toBe(false)
    writable.calls[0]?.()
    await run
  })

  test('rejects if the last write fails', async () => {
    const error = new Error('broken')
    const writable = held({ highWaterMark: 16 })
    const result = rejection(pipe(recorded([1]), writeTo(writable, { end: false })))
    await turns()
    writable.calls[0]?.(error)
    expect(await result).toBe(error)
  })

  test('leaves the stream open also when the source fails', async () => {
    const error = new Error('broken')
    const writable = collecting()
    const result = rejection(pipe(recorded([1], { error }), writeTo(writable, { end: false })))
    expect(await result).toBe(error)
    expect({ destroyed: writable.destroyed, ended: writable.writableEnded }).toEqual({
      destroyed: false,
      ended: false,
    })
  })

  test('a write that fails after an abort does not end the process', async () => {
    const controller = new AbortController()
    const writable = held()
    const { signal } = controller
    const result = rejection(pipe(recorded([1, 2]), writeTo(writable, { end: false, signal })))
    await turns()
    controller.abort('stop')
    expect(await result).toBe('stop')
    const late = async (): Promise<void> => {
      writable.calls[0]?.(new Error('late'))
      await turns()
    }
    expect(await uncaught(late)).toEqual([])
  })

  test('a write that succeeds after an abort leaves no listener', async () => {
    const controller = new AbortController()
    const writable = held()
    const before = listeners(writable)
    const { signal } = controller
    const result = rejection(pipe(recorded([1, 2]), writeTo(writable, { end: false, signal })))
    await turns()
    controller.abort('stop')
    await result
    writable.calls[0]?.()
    await turns()
    expect(listeners(writable)).toEqual(before)
  })
})

describe('a signal', () => {
  test('that is aborted already: the source is not asked', async () => {
    const signal = AbortSignal.abort(new Error('stop'))
    const source = recorded([1])
    const writable = collecting()
    expect(await rejection(pipe(source, writeTo(writable, { signal })))).toBe(signal.reason)
    expect({ asked: source.asked, closed: writable.closed }).toEqual({ asked: 0, closed: true })
  })

  test.each([
    ['the source never answers', () => recorded([1], { stuck: true }), {}],
    ['the stream never drains', () => recorded([1, 2]), { highWaterMark: 1, write: () => {} }],
    ['the stream never finishes', () => recorded([1]), { final: () => {} }],
  ])('that is aborted while %s ends the run with its reason', async (_, source, options) => {
    const controller = new AbortController()
    const writable = collecting(options)
    const reason = { stop: true }
    const run = pipe(source(), writeTo(writable, { signal: controller.signal }))
    const result = rejection(run)
    await turns()
    controller.abort(reason)
    expect(await result).toBe(reason)
    expect(writable.closed).toBe(true)
  })

  test('that is aborted ends the process neither while the stream closes nor after that', async () => {
    const controller = new AbortController()
    const failing = held({ destroy: (_, callback) => setImmediate(callback, new Error('closing')) })
    const errors = await uncaught(async () => {
      const result = rejection(
        pipe(recorded([1, 2]), writeTo(failing, { signal: controller.signal })),
      )
      await turns()
      controller.abort('stop')
      expect(await result).toBe('stop')
      failing.calls[0]?.(new Error('late'))
    })
    expect(errors).toEqual([])
  })

  test('that is aborted afterwards does nothing', async () => {
    const controller = new AbortController()
    const writable = collecting({ autoDestroy: false })
    await pipe([1], writeTo(writable, { signal: controller.signal }))
    expect(await uncaught(() => controller.abort())).toEqual([])
    expect(writable.destroyed).toBe(false)
  })

  test('has no listener left after 1,000 runs, however they end', async () => {
    const { signal } = new AbortController()
    for (let run = 0; run < 500; run++) {
      await pipe([1], writeTo(collecting(), { signal }))
      await rejection(pipe([null], writeTo(collecting(), { signal })))
    }
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})

test.each([
  ['finished', [1], {}],
  ['failed', [1], { final: (callback: WriteCallback) => callback(new Error('broken')) }],
  ['was refused an item', [null], {}],
])('no listener is left on a stream that %s', async (_, items, options) => {
  const writable = collecting(options)
  const before = listeners(writable)
  await Promise.allSettled([pipe(recorded(items), writeTo(writable))])
  expect(listeners(writable)).toEqual(before)
})

test('a second run of one sink finds the stream ended', async () => {
  const sink = writeTo<number>(collecting())
  await pipe([1], sink)
  expect(await rejection(pipe([2], sink))).toMatchObject({ code: 'ERR_STREAM_WRITE_AFTER_END' })
})

test('a socket gets everything, and its answer can still be read', async () => {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let received = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      received += chunk
    })
    socket.on('end', () => socket.end(received.toUpperCase()))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket: Socket = connect({ ...(server.address() as { port: number }), host: '127.0.0.1' })
  await pipe(
    ['a', 'b', 'c'],
    filter((letter) => letter !== 'b'),
    writeTo(socket),
  )
  expect(Buffer.concat(await socket.toArray()).toString()).toBe('AC')
  const closed = once(server, 'close')
  server.close()
  await closed
})

describe('arguments', () => {
  test.each([undefined, null, 1, 'path', {}, [], () => {}, new WritableStream()])(
    'a stream that is %o is a TypeError at once',
    (value) => {
      expect(() => writeTo(value as never)).toThrow(
        /^writeTo: the stream must be a Node Writable, got /,
      )
    },
  )

  test.each([
    [null, 'options must be an object, got null'],
    [{ end: 'no' }, "end must be a boolean, got 'no'"],
    [{ signal: {} }, 'signal must be an AbortSignal, got {}'],
  ])('%o as options is a TypeError at once', (options, message) => {
    expect(() => writeTo(collecting(), options as never)).toThrow(
      new TypeError(`writeTo: ${message}`),
    )
  })
})
