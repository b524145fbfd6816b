// How errors of the source arrive, and what is made of an iterator that misbehaves.
import { fromBatches, type Source } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { readOne, recorded, rejection, untilError } from './testSupport.ts'
import { readUntilError } from './testWebStreams.ts'
import { toWeb } from './toWeb.ts'

const error = new Error('broken')

const queues: readonly QueuingStrategy<unknown>[] = [0, 1, 2, 16].map((highWaterMark) => ({
  highWaterMark,
}))

describe.each(queues)(
  'N items then the error, also with a high water mark above 1: $highWaterMark',
  (strategy) => {
    test.each([0, 1, 2, 5])('%i items', async (count) => {
      const items = Array.from({ length: count }, (_, index) => index)
      const sources: Source<number>[] = [
        recorded(items, { error }),
        fromBatches(async function* () {
          yield items
          throw error
        }),
        (function* () {
          yield* items
          throw error
        })(),
      ]
      for (const source of sources) {
        expect(await readUntilError(toWeb(source, { strategy }))).toEqual({ items, error })
      }
    })

    test('in a stream of bytes', async () => {
      const stream = toWeb(recorded(['ab', 'c'], { error }), { type: 'bytes', strategy })
      const { items, error: thrown } = await readUntilError(stream)
      expect(Buffer.concat(items as Uint8Array[]).toString()).toBe('abc')
      expect(thrown).toBe(error)
    })
  },
)

describe('the source', () => {
  test.each([undefined, null, '', 'text', 0])(
    'thrown `undefined`, `null` and strings survive: %o',
    async (thrown) => {
      const source = recorded([1], { error: thrown })
      expect(await untilError(toWeb(source))).toEqual({ items: [1], error: thrown })
    },
  )

  const iterating = (iterator: object): AsyncIterable<number> => ({
    [Symbol.asyncIterator]: () => iterator as AsyncIterator<number>,
  })
  const one = { value: 1, done: false }

  test('iterators without `return` may be left', async () => {
    await readOne(toWeb(iterating({ next: async () => one })))
    await expect(toWeb(iterating({ next: async () => one })).cancel()).resolves.toBe(undefined)
  })

  test.each([
    [
      'throws',
      () => {
        throw error
      },
    ],
    ['rejects', () => Promise.reject(error)],
  ])('iterators with a `return` that %s tell that', async (_, close) => {
    const source = iterating({ next: async () => one, return: close })
    expect(await rejection(readOne(toWeb(source)))).toBe(error)
  })

  test('iterators with a `next` that throws fail with it', async () => {
    const source = iterating({
      next: () => {
        throw error
      },
    })
    expect(await untilError(toWeb(source))).toEqual({ items: [], error })
  })

  test('iterators with a `next` that gives a non-object fail', async () => {
    const { error: thrown } = await untilError(toWeb(iterating({ next: async () => 7 })))
    expect(thrown).toEqual(new TypeError('next() gave 7, not an object'))
  })
})
