// Streams of `readable-stream`, the copy of Node's streams that many packages bring along in an old version:
// what Node's own tell since, these do not.
import { map, mapAsync, pipe, range, take, toArray } from '@rivulet/core'
import { createRequire } from 'node:module'
import type stream from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { fromReadable } from './fromReadable.ts'
import { recorded, rejection, turns, untilError } from './testSupport.ts'
import { through } from './through.ts'
import { toReadable } from './toReadable.ts'
import { toTransform } from './toTransform.ts'
import { toWritable } from './toWritable.ts'
import { writeTo } from './writeTo.ts'

// They have no types.
const require = createRequire(import.meta.url)
const versions = {
  2: require('readable-stream-2') as typeof stream,
  3: require('readable-stream') as typeof stream,
}
const error = new Error('broken')

describe.each(Object.entries(versions))('of version %s', (_version, streams) => {
  const { PassThrough, Readable, Transform, Writable } = streams
  const objectMode = true
  const holding = (...items: unknown[]) => {
    const readable = new Readable({ objectMode, read: () => {} })
    for (const item of items) readable.push(item)
    return readable
  }

  describe('a Readable', () => {
    test('is read, also by `toReadable`', async () => {
      const items = [1, 2, 3]
      expect(await pipe(fromReadable(holding(...items, null)), toArray())).toEqual(items)
      expect(await pipe(fromReadable(toReadable(holding(...items, null))), toArray())).toEqual(
        items,
      )
    })

    test('that is left early is destroyed, and the loop goes on', async () => {
      const readable = holding(1, 2)
      expect(await pipe(fromReadable(readable), take(1), toArray())).toEqual([1])
      expect(readable.destroyed).toBe(true)
    })

    test('tells an error that came while there was something to read', async () => {
      const readable = new Readable({
        objectMode,
        read() {
          this.push(1)
          setImmediate(() => this.destroy(error))
        },
      })
      let isFirst = true
      const slow = pipe(
        fromReadable<number>(readable),
        mapAsync(async (item) => {
          if (isFirst) await turns() // It fails meanwhile, and has more to read.
          isFirst = false
          return item
        }),
      )
      expect((await untilError(slow)).error).toBe(error)
    })

    test.each(['waits', 'holds'])('that is destroyed while it %s is an error', async (state) => {
      for (const reason of [error, undefined]) {
        const readable = holding(1, 2)
        const items = fromReadable<number>(readable)[Symbol.asyncIterator]()
        await items.next()
        if (state === 'waits') await items.next()
        const next = state === 'waits' ? rejection(items.next()) : undefined
        readable.destroy(reason)
        if (next === undefined) await items.next() // what it holds
        const told = await (next ?? rejection(items.next()))
        expect(told).toMatchObject(reason ?? { code: 'ERR_STREAM_PREMATURE_CLOSE' })
      }
    })

    test('tells an error that is emitted before it is read, without a destruction', async () => {
      const readable = holding(1)
      const items = fromReadable(readable)
      readable.emit('error', error)
      expect(await untilError(items)).toEqual({ items: [1], error })
    })

    test('tells an error that came before it was read', async () => {
      const readable = holding(1)
      const items = fromReadable(readable)
      readable.destroy(error)
      await turns()
      expect(await rejection(pipe(items, toArray()))).toBe(error)
    })

    test('that was destroyed before it is read is an error', async () => {
      const readable = holding(1)
      readable.destroy()
      await turns()
      const told = await rejection(pipe(fromReadable(readable), toArray()))
      expect(told).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
    })

    test('that was read before is told as such', async () => {
      const readable = holding(1, null)
      await pipe(fromReadable(readable), toArray())
      const told = await rejection(pipe(fromReadable(readable), toArray()))
      expect(told).toMatchObject({ code: 'ALREADY_CONSUMED' })
    })

    test('whose output ends stays open for writing', async () => {
      const duplex = new streams.Duplex({ objectMode, read: () => {}, write: () => {} })
      duplex.push(null)
      await pipe(fromReadable(duplex), toArray())
      expect(duplex.destroyed).toBe(false)
    })

    test('is ended by a `toTransform` that ends early', async () => {
      const readable = new Readable({
        objectMode,
        read() {
          this.push(1)
        },
      })
      const result = toWritable(toArray())
      await pipeline(readable, toTransform(take(2)), result)
      expect(await result.result).toEqual([1, 1])
      expect(readable.destroyed).toBe(true)
    })
  })

  describe('a Writable', () => {
    test('gets everything, and is finished', async () => {
      const got: unknown[] = []
      const writable = new Writable({
        objectMode,
        write(item, _, callback) {
          got.push(item)
          setImmediate(callback)
        },
      })
      await pipe([1, 2, 3], writeTo(writable))
      expect(got).toEqual([1, 2, 3])
    })

    test('holds the source back while it is full', async () => {
      let written = 0
      let ahead = 0
      const writable = new Writable({
        objectMode,
        highWaterMark: 2,
        write(_item, _, callback) {
          written++
          setImmediate(callback)
        },
      })
      const counted = map((n: number) => {
        ahead = Math.max(ahead, n + 1 - written)
        return n
      })
      await pipe(range(0, 100), counted, writeTo(writable))
      expect(written).toBe(100)
      expect(ahead).toBeLessThanOrEqual(3)
    })

    test('keeps what is to be read of it when it has finished', async () => {
      const stream = new PassThrough({ objectMode })
      await pipe([1, 2], writeTo(stream))
      await turns()
      expect(await pipe(fromReadable(stream), toArray())).toEqual([1, 2])
    })

    test('that was ended or destroyed before is an error, and the source is closed', async () => {
      const ended = new Writable({ write: (_item, _, callback) => callback() })
      ended.end()
      const destroyed = new Writable({ write: (_item, _, callback) => callback() })
      destroyed.destroy()
      await turns()
      for (const writable of [ended, destroyed]) {
        const source = recorded(['a'])
        const told = await rejection(pipe(source, writeTo(writable)))
        expect((told as NodeJS.ErrnoException).code).toMatch(/^ERR_STREAM_/)
        expect(source.asked).toBe(0)
      }
    })
  })

  describe('a Transform', () => {
    test('is a stage', async () => {
      const doubling = () =>
        new Transform({
          objectMode,
          transform: (item: number, _, callback) => callback(null, item * 2),
        })
      expect(await pipe([1, 2], through<number>(doubling), toArray())).toEqual([2, 4])
    })

    test('passes on an error of the source', async () => {
      const source = recorded([1], { error })
      const stage = through<number>(() => new PassThrough({ objectMode }))
      expect(await untilError(pipe(source, stage))).toEqual({ items: [1], error })
    })

    test('is left early', async () => {
      const source = recorded([1, 2, 3])
      const stage = through<number>(() => new PassThrough({ objectMode }))
      expect(await pipe(source, stage, take(1), toArray())).toEqual([1])
      expect(source.events).toEqual(['closing', 'closed'])
    })
  })
})
