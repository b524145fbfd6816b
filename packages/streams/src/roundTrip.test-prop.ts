import { fromBatches, pipe, toArray } from '@rivulet/core'
import fc from 'fast-check'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { fromReadable } from './fromReadable.ts'
import { untilError } from './testSupport.ts'
import { through } from './through.ts'
import { toReadable } from './toReadable.ts'
import { writeTo } from './writeTo.ts'

const item = fc.anything().filter((value) => value !== null)
const highWaterMark = fc.integer({ min: 0, max: 20 })
const batches = fc.array(fc.array(item, { maxLength: 8 }), { maxLength: 8 })
const texts = fc.array(fc.string({ unit: 'binary', maxLength: 8 }), { maxLength: 20 })

/** The same items, with a wait between two batches. */
const inBatches = <T>(all: T[][], error?: Error) =>
  fromBatches<T>(async function* () {
    yield* all
    if (error) throw error
  })

test('any values survive the way into a Readable and back, with any high water mark', async () => {
  await fc.assert(
    fc.asyncProperty(batches, highWaterMark, async (all, mark) => {
      const readable = toReadable(inBatches(all), { highWaterMark: mark })
      expect(await pipe(fromReadable<unknown>(readable), toArray())).toEqual(all.flat())
    }),
  )
})

test('any values before an error survive, then the same error, with any high water mark', async () => {
  const error = new Error('broken')
  await fc.assert(
    fc.asyncProperty(batches, highWaterMark, async (all, mark) => {
      const readable = toReadable(inBatches(all, error), { highWaterMark: mark })
      const told = await untilError(fromReadable<unknown>(readable))
      expect(told.items).toEqual(all.flat())
      expect(told.error).toBe(error)
    }),
  )
})

test('any text survives as bytes, however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      texts,
      highWaterMark,
      fc.integer({ min: 1, max: 5 }),
      async (all, mark, size) => {
        const bytes = Buffer.from(all.join(''))
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        )
        const options = { objectMode: false, highWaterMark: mark }
        const readable = toReadable(chunks, options).setEncoding('utf8')
        const read = await pipe(fromReadable<string>(readable), toArray())
        expect(read.join('')).toBe(bytes.toString())
      },
    ),
  )
})

test('any values survive the way through a Transform and into a Writable', async () => {
  const given = item.filter((value) => value !== undefined) // a PassThrough leaves undefined out
  const all = fc.array(given, { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(all, highWaterMark, async (items, mark) => {
      const out = new PassThrough({ objectMode: true, highWaterMark: 100 })
      const between = (): PassThrough => new PassThrough({ objectMode: true, highWaterMark: mark })
      await pipe(items, through(between), writeTo(out))
      expect(await out.toArray()).toEqual(items)
    }),
  )
})
