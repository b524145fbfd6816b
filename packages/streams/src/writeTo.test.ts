// What is written, how a slow stream is waited for, and which arguments are refused.
import { filter, map, pipe, range } from '@rivulet/core'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collecting, held } from './testStreams.ts'
import { openDescriptors, recorded, rejection, turns } from './testSupport.ts'
import { writeTo } from './writeTo.ts'

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
