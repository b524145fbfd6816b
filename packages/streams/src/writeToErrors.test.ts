// How errors of the stream and of the source arrive, and what a stream is that is ended or destroyed too early.
import { map, mapAsync, pipe } from '@rivulet/core'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createServer as createHttpServer, get, type ServerResponse } from 'node:http'
import {
  connect as connectHttp2,
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { collecting, held } from './testStreams.ts'
import { latch, recorded, rejection, turns, uncaught } from './testSupport.ts'
import { writeTo } from './writeTo.ts'

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
