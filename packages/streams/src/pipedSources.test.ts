import { chunks, find, flatMap, map, mapAsync, operator, take } from '@rivulet/core'
import { once } from 'node:events'
import { PassThrough, Readable, Stream } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { describe, expect, test, vi } from 'vitest'
import {
  collected,
  listeners,
  recorded,
  rejection,
  slow,
  turns,
  uncaught,
  upTo,
} from './testSupport.ts'
import { toReadable } from './toReadable.ts'
import { toTransform } from './toTransform.ts'
import { toWritable } from './toWritable.ts'

const oldStream = () =>
  Object.assign(new Stream(), { readable: true, destroy: vi.fn<() => void>() })

function* endlessly(item: number): Generator<number> {
  for (;;) yield item
}

function* tenAndAnError(item: number): Generator<number> {
  for (let count = 0; count < 10; count++) yield item
  throw new Error('behind')
}

const failingToClose = (error: Error) =>
  operator<number, number>((up, run) => {
    run.defer(() => {
      throw error
    })
    return up
  })

describe('operators that end early', () => {
  test.each([0, 1, 3, 16, 17, 40])(
    'after %i items end and close what is piped in',
    async (count) => {
      const source = recorded(upTo(1000))
      const got: unknown[] = []
      await pipeline(toReadable(source), toTransform(take(count)), slow(got))
      expect(got).toEqual([...upTo(count), 'finished'])
      expect(source.events).toEqual(['closing', 'closed'])
    },
  )

  test("close Node's own streams over endless generators", async () => {
    let closed = 0
    function* endless(): Generator<number> {
      try {
        for (;;) yield 1
      } finally {
        closed++
      }
    }
    async function* waiting(): AsyncGenerator<number> {
      try {
        for (;;) {
          await turns()
          yield 1
        }
      } finally {
        closed++
      }
    }
    for (const source of [endless(), waiting()]) {
      const got: unknown[] = []
      await pipeline(Readable.from(source), toTransform(take(3)), slow(got))
      expect(got).toEqual([1, 1, 1, 'finished'])
    }
    expect(closed).toBe(2)
  })

  test('let a function that reads them have its result', async () => {
    const source = recorded(upTo(1000))
    const result = await pipeline(toReadable(source), toTransform(take(3)), collected as never)
    expect(result).toEqual([0, 1, 2])
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('tell an error of the closing', async () => {
    const error = new Error('cleanup')
    const source = recorded(upTo(9), {
      cleanup: () => {
        throw error
      },
    })
    expect(await rejection(pipeline(toReadable(source), toTransform(take(3)), slow([])))).toBe(
      error,
    )
  })

  test.each([
    ['at once', (fail: () => void) => fail()],
    ['in a tick', (fail: () => void) => process.nextTick(fail)],
    ['later', (fail: () => void) => setImmediate(fail)],
  ])('tell an error of the closing that nobody else listens to: %s', async (_, soon) => {
    const error = new Error('cleanup')
    const source = new Readable({
      objectMode: true,
      read() {},
      destroy: (__, callback) => soon(() => callback(error)),
    })
    source.push(1)
    const transform = source.pipe(toTransform(take(1)))
    const result = rejection(finished(transform.resume()))
    expect(await uncaught(() => result)).toEqual([])
    expect(await result).toBe(error)
  })

  test.each([2, 3, 4, 10, 16])(
    'let a pipeline succeed whose source of %i items has ended before them',
    async (count) => {
      const got: unknown[] = []
      await pipeline(Readable.from(upTo(count)), toTransform(take(2)), slow(got))
      expect(got).toEqual([0, 1, 'finished'])
    },
  )

  test('finish and close after `pipe`, which would have ended them with its source', async () => {
    const source = recorded(upTo(1000))
    const transform = toReadable(source).pipe(toTransform(take(2)))
    transform.resume()
    await finished(transform)
    expect(transform.writableFinished).toBe(true)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('close a stream of the old kind that is piped in', async () => {
    const old = oldStream()
    const transform = old.pipe(toTransform(take(1)))
    for (const item of [1, 2, 3]) old.emit('data', item)
    expect(await collected(transform)).toEqual([1])
    await finished(transform)
    expect(old.destroy).toHaveBeenCalledTimes(1)
    old.emit('data', 4)
    expect(listeners(old)).toEqual([])
  })

  test('leave a stream of the old kind alone that somebody else listens to', async () => {
    const old = oldStream()
    const other: unknown[] = []
    old.on('data', (item) => other.push(item))
    const transform = old.pipe(toTransform(take(1)))
    for (const item of [1, 2]) old.emit('data', item)
    expect(await collected(transform)).toEqual([1])
    await finished(transform)
    old.emit('data', 3)
    expect(other).toEqual([1, 2, 3])
    expect(old.destroy).not.toHaveBeenCalled()
  })

  test('leave a source alone that somebody else reads', async () => {
    const source = Readable.from(upTo(100))
    const other: unknown[] = []
    source.on('data', (item) => other.push(item))
    const ended = once(source, 'end')
    const transform = source.pipe(toTransform(take(2)))
    expect(await collected(transform)).toEqual([0, 1])
    await finished(transform)
    await ended
    expect(other).toEqual(upTo(100))
  })

  test('fail a pipeline over an iterable, when all has arrived, and close it', async () => {
    const source = recorded(upTo(1000))
    const got: unknown[] = []
    const error = await rejection(pipeline(source, toTransform(take(3)), slow(got)))
    expect(error).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
    expect(got).toEqual([0, 1, 2, 'finished'])
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('fail a pipeline with other streams before, when all has arrived, and close them', async () => {
    const source = recorded(upTo(1000))
    const got: unknown[] = []
    const first = toReadable(source)
    const between = new PassThrough({ objectMode: true })
    const closed = new Promise((resolve) => first.once('close', resolve))
    const error = await rejection(pipeline(first, between, toTransform(take(3)), slow(got)))
    expect(error).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
    expect(got).toEqual([0, 1, 2, 'finished'])
    await closed
    expect(source.events).toEqual(['closing', 'closed'])
    expect(between.destroyed).toBe(true)
  })

  test('wait for a destination also if that was piped to after they had ended', async () => {
    const got: unknown[] = []
    const source = recorded(upTo(1000), { cleanup: () => got.push('cleanup') })
    const transform = toReadable(source).pipe(toTransform(take(2)))
    while (transform.readableLength < 2) await turns()
    transform.pipe(slow(got))
    await once(transform, 'close')
    expect(got).toEqual([0, 1, 'finished', 'cleanup'])
  })

  test('close a source that was about to give one more', async () => {
    const source = new Readable({ objectMode: true, read() {} })
    source.push(1)
    const transform = source.pipe(toTransform(take(1)))
    transform.once('unpipe', () => process.nextTick(() => source.push(2)))
    expect(await collected(transform)).toEqual([1])
    await finished(transform)
    expect(source.errored).toBe(null)
    expect(source.closed).toBe(true)
  })

  test('do not end the process when a source destroys them and then fails to close', async () => {
    const rejections: unknown[] = []
    const note = (error: unknown): void => void rejections.push(error)
    process.on('unhandledRejection', note)
    const transform = toTransform(take(1))
    const source = new Readable({
      objectMode: true,
      read() {},
      destroy(_, callback) {
        transform.destroy()
        setImmediate(callback, new Error('cleanup'))
      },
    })
    source.push(1)
    source.pipe(transform).resume()
    await once(transform, 'close')
    await turns()
    process.off('unhandledRejection', note)
    expect(rejections).toEqual([])
    expect(source.closed).toBe(true)
  })

  test('do not wait for a destination that is not ended', async () => {
    const source = recorded(upTo(1000))
    const stays = new PassThrough({ objectMode: true })
    const first = toReadable(source)
    first.pipe(toTransform(take(2))).pipe(stays, { end: false })
    await once(first, 'close')
    expect(source.events).toEqual(['closing', 'closed'])
    expect(stays.writable).toBe(true)
  })

  test('need not be told of by a writer that has just written enough', async () => {
    const transform = toTransform(take(2))
    transform.write('a')
    transform.end('b')
    expect(await collected(transform)).toEqual(['a', 'b'])
    expect(transform.errored).toBe(null)
  })

  describe('with others of ours before', () => {
    test('let a pipeline succeed, and close them all', async () => {
      const closed: string[] = []
      const noting = (name: string) =>
        operator<unknown, unknown>((up, run) => {
          run.defer(async () => {
            await turns()
            closed.push(name)
          })
          return up
        })
      const source = recorded(upTo(1000))
      const got: unknown[] = []
      await pipeline(
        toReadable(source),
        toTransform(noting('first')),
        toTransform(noting('second')),
        toTransform(noting('last'), take(3)),
        slow(got),
      )
      expect(got).toEqual([0, 1, 2, 'finished'])
      expect(closed).toEqual(['last', 'second', 'first'])
      expect(source.events).toEqual(['closing', 'closed'])
    })

    test('whatever they hold', async () => {
      const held = [
        flatMap((n: number) => [n, n, n]),
        chunks<number>(7),
        mapAsync(async (n: number) => n),
      ]
      for (const stage of held) {
        const source = recorded(upTo(1000))
        const got: unknown[] = []
        await pipeline(
          toReadable(source),
          toTransform(stage as never),
          toTransform(take(1)),
          slow(got),
        )
        expect(got).toHaveLength(2)
        expect(source.events).toEqual(['closing', 'closed'])
      }
    })

    test('while they wait for an item that never comes', async () => {
      const source = recorded([1, 2], { stuck: true })
      const got: unknown[] = []
      await pipeline(toReadable(source), toTransform(map(String)), toTransform(take(2)), slow(got))
      expect(got).toEqual(['1', '2', 'finished'])
      expect(source.events).toEqual(['closing', 'closed'])
    })

    test('tell an error of their closing', async () => {
      const error = new Error('cleanup')
      const source = recorded(upTo(1000))
      const chain = pipeline(
        toReadable(source),
        toTransform(failingToClose(error)),
        toTransform(take(3)),
        slow([]),
      )
      expect(await rejection(chain)).toBe(error)
      await turns()
      expect(source.events).toEqual(['closing', 'closed'])
    })

    test('that have got all their input, and give endlessly many for it', async () => {
      const before = toTransform(flatMap(endlessly))
      const got: unknown[] = []
      await pipeline(toReadable([1]), before, toTransform(take(2)), slow(got))
      expect(got).toEqual([1, 1, 'finished'])
      const sink = toWritable(find((n: number) => n === 1))
      await pipeline(toReadable([1]), toTransform(flatMap(endlessly)), sink)
      expect(await sink.result).toBe(1)
    })

    test('that have got all their input, and tell an error of closing what is piped in still', async () => {
      const error = new Error('cleanup')
      const source = new Readable({
        objectMode: true,
        read() {},
        destroy: (_, callback) => void setImmediate(callback, error),
      })
      const before = source.pipe(toTransform(flatMap(endlessly)), { end: false })
      before.end(1)
      const last = before.pipe(toTransform(take(2)))
      const results = [finished(before), finished(last.resume())].map(rejection)
      expect(await Promise.all(results)).toEqual([error, error])
    })

    test('that have ended, and were not read to their end', async () => {
      const before = toTransform(flatMap((n: number) => [n, n, n, n]))
      before.end(1)
      await once(before, 'finish')
      const got: unknown[] = []
      await pipeline(before, toTransform(take(2), { highWaterMark: 1 }), slow(got))
      expect(got).toEqual([1, 1, 'finished'])
      expect(before.errored).toBe(null)
    })

    test('that nobody would end, as they are written to without a pipe', async () => {
      const before = toTransform(map((item: unknown) => item))
      const last = before.pipe(toTransform(take(1)))
      before.write(1)
      expect(await collected(last)).toEqual([1])
      await finished(last)
      expect(before.closed).toBe(true)
    })

    test('whose error behind the items is not needed', async () => {
      const source = recorded(upTo(1000))
      const got: unknown[] = []
      await pipeline(
        toReadable(source),
        toTransform(flatMap(tenAndAnError)),
        toTransform(take(2), { highWaterMark: 1 }),
        slow(got),
      )
      expect(got).toEqual([0, 0, 'finished'])
      expect(source.events).toEqual(['closing', 'closed'])
    })

    test('close what is piped into them, also if their own closing fails', async () => {
      const error = new Error('cleanup')
      const source = recorded(upTo(1000))
      const before = toTransform(failingToClose(error))
      const last = toReadable(source)
        .pipe(before)
        .pipe(toTransform(take(3)))
      const errors = [once(before, 'close'), once(last, 'close')].map(rejection)
      last.resume()
      expect(await Promise.all(errors)).toEqual([error, error])
      await turns()
      expect(source.events).toEqual(['closing', 'closed'])
    })
  })
})
