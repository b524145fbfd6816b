// Whose error a run fails with, of the stage or of the source, and after which items it comes.
import { map, openCursor, pipe, toArray, WAIT } from '@rivulet/core'
import { once } from 'node:events'
import { Transform } from 'node:stream'
import { createGunzip, createGzip, gzipSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { doubling, transform } from './testStreams.ts'
import { recorded, rejection, turns, uncaught, untilError } from './testSupport.ts'
import { through } from './through.ts'

describe('its error', () => {
  const error = new Error('broken')

  test("is the pipeline's, after what came before it, and closes the source", async () => {
    const source = recorded([1, 2, 3, 4])
    const stream = transform((item, callback) => {
      if (item === 3) callback(error)
      else callback(null, item)
    })
    expect(await untilError(pipe(source, through(stream)))).toEqual({ items: [1, 2], error })
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('may come from `flush`', async () => {
    const stream = transform((item, callback) => callback(null, item), {
      flush: (callback) => callback(error),
    })
    expect(await untilError(pipe([1], through(stream)))).toEqual({ items: [1], error })
  })

  test('may be thrown by `transform`', async () => {
    const stream = transform(() => {
      throw error
    })
    const source = recorded([1])
    expect(await rejection(pipe(source, through(stream), toArray()))).toBe(error)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('for a truncated gzip comes after the data, and does not end the process', async () => {
    const whole = gzipSync(Buffer.from('hello '.repeat(1000)))
    let result: { items: Buffer[]; error: unknown } | undefined
    const errors = await uncaught(async () => {
      result = await untilError(
        pipe(
          [whole.subarray(0, -12)],
          through<Buffer>(() => createGunzip()),
        ),
      )
    })
    expect(errors).toEqual([])
    expect(result?.error).toMatchObject({ code: 'Z_BUF_ERROR' })
    expect(
      gunzipSync(whole)
        .toString()
        .startsWith(Buffer.concat(result?.items ?? []).toString()),
    ).toBe(true)
    expect(result?.items.length).toBeGreaterThan(0)
  })

  test('before the run waits for it, and does not end the process', async () => {
    const stream = doubling()
    const stage = through(stream)
    expect(await uncaught(() => stream.destroy(error))).toEqual([])
    expect(await rejection(pipe(recorded([1]), stage, toArray()))).toBe(error)
  })
})

test('an error of a stream that a function made, before the first pull, waits for it', async () => {
  const error = new Error('broken')
  const broken = (): Transform => doubling().destroy(error)
  const cursor = openCursor(pipe([1], through(broken)))
  expect(await uncaught(() => {})).toEqual([])
  const drain = async (): Promise<void> => {
    while (cursor.pull() === WAIT) await cursor.ready()
  }
  expect(await rejection(drain())).toBe(error)
})

describe('one that somebody else destroys', () => {
  const premature = { code: 'ERR_STREAM_PREMATURE_CLOSE' }

  test('before the run is an error, and the source is not asked', async () => {
    const stream = doubling()
    stream.destroy()
    await once(stream, 'close')
    const source = recorded([1])
    expect(await rejection(pipe(source, through(stream), toArray()))).toMatchObject(premature)
    expect(source.asked).toBe(0)
  })

  test('in the middle is an error, and closes the source', async () => {
    const stream = doubling()
    const source = recorded([1, 2, 3])
    const loop = async (): Promise<void> => {
      for await (const item of pipe(source, through(stream))) {
        void item
        stream.destroy()
      }
    }
    expect(await rejection(loop())).toMatchObject(premature)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('while the source never answers is an error', async () => {
    const stream = doubling()
    const run = pipe(recorded([1], { stuck: true }), through(stream), toArray())
    const result = rejection(run)
    await turns()
    stream.destroy()
    expect(await result).toMatchObject(premature)
  })
})

describe('an error of the source', () => {
  const error = new Error('broken')

  test('comes after what the items before it gave', async () => {
    const slow = transform((item, callback) => setImmediate(callback, null, item))
    function* source(): Generator<number> {
      yield* [1, 2, 3]
      throw error
    }
    expect(await untilError(pipe(source(), through(slow)))).toEqual({ items: [1, 2, 3], error })
    expect(slow.closed).toBe(true)
  })

  test('comes after what the items before it gave also if that takes a while to consume', async () => {
    const threefold = transform(function (this: Transform, item, callback) {
      setImmediate(() => {
        for (let count = 0; count < 3; count++) this.push(item)
        callback()
      })
    })
    function* source(): Generator<number> {
      yield 1
      throw error
    }
    // Long enough for a run that has to let the event loop turn.
    const slowly = map((item: unknown) => {
      for (const begun = performance.now(); performance.now() - begun < 5;);
      return item
    })
    const told = await untilError(pipe(source(), through(threefold), slowly))
    expect(told).toEqual({ items: [1, 1, 1], error })
  })

  test('comes also if nothing comes out for the items before it', async () => {
    const swallowing = transform((_, callback) => setImmediate(callback))
    function* source(): Generator<number> {
      yield 1
      throw error
    }
    expect(await untilError(pipe(source(), through(swallowing)))).toEqual({ items: [], error })
  })

  test('does not end the stream, so that half of it is not taken for the whole', async () => {
    const zip = createGzip()
    const { items } = await untilError(
      pipe(
        recorded(['a'], { error }),
        through<Buffer>(() => zip),
      ),
    )
    expect(zip.writableEnded).toBe(false)
    expect(() => gunzipSync(Buffer.concat(items))).toThrow('unexpected end of file')
  })

  test('comes at once if nothing was given', async () => {
    expect(await rejection(pipe(recorded([], { error }), through(doubling), toArray()))).toBe(error)
  })
})

test('an item that the stream refuses is an error after what was written before it', async () => {
  const slow = new Transform({
    objectMode: true,
    transform(item, _, callback) {
      setImmediate(() => callback(null, item))
    },
  })
  const items: unknown[] = []
  const loop = async (): Promise<void> => {
    for await (const item of pipe([1, 2, null], through(slow))) items.push(item)
  }
  await expect(loop()).rejects.toThrow('May not write null values to stream')
  expect(items).toEqual([1, 2])
})
