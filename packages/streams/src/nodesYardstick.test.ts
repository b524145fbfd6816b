// The cases that Node tests its own bridges with, put to ours. Where one of ours answers otherwise, the
// title says so and why. Here they are those of nodejs/node's test-readable-from* and test-stream-duplex-from;
// the loop over a stream and `pipeline` have files of their own.
import { map } from '@rivulet/core'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { toReadable, toTransform } from './index.ts'
import { collecting } from './testStreams.ts'
import { rejection } from './testSupport.ts'

const kaboom = new Error('kaboom')

describe('`Readable.from`, with `toReadable` in its place', () => {
  function* letters(): Generator<string> {
    yield* ['a', 'b', 'c']
  }
  async function* asyncLetters(): AsyncGenerator<string> {
    yield* letters()
  }

  test.each([
    ['an async generator', asyncLetters],
    ['a generator', letters],
    ['promises', () => ['a', 'b', 'c'].map((letter) => Promise.resolve(letter))],
  ])('%s: in a loop, and in flowing mode', async (_, make) => {
    expect(await toReadable(make()).toArray()).toEqual(['a', 'b', 'c'])
    const got: unknown[] = []
    await once(
      toReadable(make()).on('data', (item) => got.push(item)),
      'end',
    )
    expect(got).toEqual(['a', 'b', 'c'])
  })

  test('without object mode it flows in Buffers', async () => {
    const got: unknown[] = []
    const stream = toReadable(asyncLetters(), { objectMode: false })
    await once(
      stream.on('data', (item) => got.push(item)),
      'end',
    )
    expect(got.every((item) => Buffer.isBuffer(item))).toBe(true)
    expect(Buffer.concat(got as Buffer[]).toString()).toBe('abc')
  })

  test('a source that throws destroys the stream, with its error', async () => {
    // oxlint-disable-next-line require-yield -- that is what is tested
    async function* failing(): AsyncGenerator {
      throw kaboom
    }
    const stream = toReadable(failing())
    stream.read()
    expect(await once(stream, 'error')).toEqual([kaboom])
    expect(stream.destroyed).toBe(true)
  })

  test('a generator over another stream is a transform', async () => {
    async function* loud(source: AsyncIterable<string>): AsyncGenerator<string> {
      for await (const chunk of source) yield chunk.toUpperCase()
    }
    expect(await toReadable(loud(Readable.from(['a', 'b']))).toArray()).toEqual(['A', 'B'])
  })

  test('leaving a loop runs `finally`, and never `catch`: nothing is thrown into the source', async () => {
    const events: string[] = []
    async function* asynchronous(): AsyncGenerator<string> {
      try {
        for (;;) yield 'a'
      } catch {
        events.push('catch')
      } finally {
        events.push('finally')
      }
    }
    function* synchronous(promised: boolean): Generator {
      try {
        for (;;) yield promised ? Promise.resolve('a') : 'a'
      } catch {
        events.push('catch')
      } finally {
        events.push('finally')
      }
    }
    for (const source of [asynchronous(), synchronous(false), synchronous(true)]) {
      for await (const item of toReadable(source, { highWaterMark: 1 })) {
        expect(item).toBe('a')
        break
      }
    }
    expect(events).toEqual(['finally', 'finally', 'finally'])
  })

  test('a rejected promise of a generator runs its `finally`', async () => {
    const events: string[] = []
    function* source(): Generator {
      try {
        yield Promise.reject(kaboom)
        events.push('went on')
      } finally {
        events.push('finally')
      }
    }
    expect(await rejection(toReadable(source()).toArray())).toBe(kaboom)
    expect(events).toEqual(['finally'])
  })

  test('after `next` has thrown there is no `return`', async () => {
    const calls: string[] = []
    const source = {
      [Symbol.asyncIterator]: () => source,
      next: () => Promise.reject(kaboom),
      return: () => {
        calls.push('return')
        return Promise.resolve({ value: undefined, done: true as const })
      },
    }
    expect(await rejection(toReadable(source).toArray())).toBe(kaboom)
    expect(calls).toEqual([])
  })
})

describe('`Duplex.from` of a function, with `toTransform` in its place', () => {
  test('what is left over at the end of the input comes', async () => {
    const lines = toTransform(async function* (chunks: AsyncIterable<string>) {
      let rest = ''
      for await (const chunk of chunks) {
        const parts = (rest + chunk).split('\n')
        rest = parts.pop() ?? ''
        yield* parts
      }
      yield rest
    })
    const into = collecting()
    await pipeline(['abc\nde', 'f\nghi'], lines, into)
    expect(into.written).toEqual(['abc', 'def', 'ghi'])
  })

  test('an error of it is that of the stream', async () => {
    const failing = toTransform(
      map(() => {
        throw kaboom
      }),
    )
    failing.write('a')
    failing.resume()
    expect(await once(failing, 'error')).toEqual([kaboom])
  })
})
