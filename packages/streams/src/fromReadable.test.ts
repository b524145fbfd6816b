// What is delivered, when it is read, who may read it, and which arguments are refused.
import { AlreadyConsumedError, DONE, openCursor, pipe, take, toArray, WAIT } from '@rivulet/core'
import { once } from 'node:events'
import { Duplex, PassThrough, Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { fromReadable } from './fromReadable.ts'
import { ending, holding } from './testStreams.ts'
import { pulled, rejection, turns } from './testSupport.ts'

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
