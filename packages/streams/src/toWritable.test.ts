import { count, first, operator, sink, toArray, DONE, WAIT, fromBatches } from '@rivulet/core'
import { getEventListeners, once } from 'node:events'
import { PassThrough, Readable, Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { listeners, recorded, rejection, turns, uncaught, upTo } from './testSupport.ts'
import { toReadable } from './toReadable.ts'
import { toWritable } from './toWritable.ts'
import { writeTo } from './writeTo.ts'

/** A sink that fails at its n-th item. */
const failingAt = (nth: number, error: unknown) =>
  sink<unknown, void>((up) => {
    let items = 0
    return () => {
      for (;;) {
        const item = up()
        if (item === WAIT) return WAIT
        if (item === DONE) return undefined
        items++
        if (items === nth) throw error
      }
    }
  })

describe('a sink', () => {
  test('gets what is written, and gives its result', async () => {
    const stream = toWritable(toArray())
    expect(stream).toBeInstanceOf(Writable)
    await pipeline(Readable.from(upTo(100)), stream)
    expect(await stream.result).toEqual(upTo(100))
  })

  test('of nothing gives its result, too', async () => {
    const stream = toWritable(count())
    stream.end()
    expect(await stream.result).toBe(0)
  })

  test('has given its result when the stream has finished', async () => {
    const events: string[] = []
    const stream = toWritable(
      sink<unknown, string, 'async'>(
        (up, run) => {
          run.defer(async () => {
            await turns()
            events.push('closed')
          })
          return () => {
            for (;;) {
              const item = up()
              if (item === WAIT) return WAIT
              if (item === DONE) return 'result'
            }
          }
        },
        { kind: 'async' },
      ),
    )
    stream.on('finish', () => events.push('finished'))
    stream.write(1)
    stream.end()
    expect(await stream.result).toBe('result')
    await once(stream, 'close')
    expect(events).toEqual(['closed', 'finished'])
  })

  test('may be asynchronous, and is waited for', async () => {
    const got: unknown[] = []
    const below = new Writable({
      objectMode: true,
      highWaterMark: 1,
      write(item, _, callback) {
        got.push(item)
        setImmediate(callback)
      },
    })
    await pipeline(Readable.from(upTo(20)), toWritable(writeTo(below)))
    expect(got).toEqual(upTo(20))
    expect(below.closed).toBe(true)
  })

  test('holds the writer back', async () => {
    const source = recorded(upTo(500))
    const never = new PassThrough({ objectMode: true, highWaterMark: 2 })
    const stream = toReadable(source, { highWaterMark: 2 }).pipe(
      toWritable(writeTo(never), { highWaterMark: 2 }),
    )
    await turns()
    await turns()
    expect(source.asked).toBeLessThan(12)
    stream.destroy()
    await once(stream, 'close')
  })

  test('gets Buffers in a stream of bytes', async () => {
    const stream = toWritable(toArray<Buffer>(), { objectMode: false })
    stream.write('é')
    stream.end(Buffer.from('a'))
    expect(Buffer.concat(await stream.result).toString()).toBe('éa')
  })

  test('begins when something is written', async () => {
    let begun = false
    const stream = toWritable(
      sink((up) => {
        begun = true
        return up
      }),
    )
    await turns()
    expect(begun).toBe(false)
    stream.destroy()
    expect(await rejection(stream.result)).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
    expect(begun).toBe(false)
  })
})

describe('a sink that has seen enough', () => {
  test('gives its result, and what is piped in is closed', async () => {
    const source = recorded(upTo(1000))
    const stream = toWritable(first<number>())
    await pipeline(toReadable(source), stream)
    expect(await stream.result).toBe(0)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('finishes and closes after `pipe`, which would have ended it with its source', async () => {
    const source = recorded(upTo(1000))
    const stream = toReadable(source).pipe(toWritable(first<number>()))
    await finished(stream)
    expect(await stream.result).toBe(0)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test.each([1, 2, 3, 16])(
    'lets a pipeline succeed whose source of %i items has ended before it',
    async (length) => {
      const stream = toWritable(first<number>())
      await pipeline(Readable.from(upTo(length)), stream)
      expect(await stream.result).toBe(0)
    },
  )

  test('fails a pipeline over an iterable, and closes it', async () => {
    const source = recorded(upTo(1000))
    const stream = toWritable(first<number>())
    const error = await rejection(pipeline(source, stream))
    expect(error).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
    expect(await stream.result).toBe(0)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('closes the stream for another writer', async () => {
    const stream = toWritable(first<number>())
    stream.write(1)
    expect(await stream.result).toBe(1)
    expect(stream.destroyed).toBe(false)
    stream.write(2)
    await once(stream, 'close')
  })

  test('lets one finish who has written just enough', async () => {
    const stream = toWritable(first<number>())
    stream.end(1)
    await once(stream, 'finish')
    expect(await stream.result).toBe(1)
  })
})

describe('errors', () => {
  test.each([new Error('broken'), 'broken'])('of the sink are those of both: %s', async (error) => {
    const source = recorded(upTo(50))
    const stream = toWritable(failingAt(3, error))
    expect(await rejection(pipeline(toReadable(source), stream))).toBe(error)
    expect(await rejection(stream.result)).toBe(error)
    await turns()
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('of the sink at the end of the input are those of both', async () => {
    const error = new Error('broken')
    const atEnd = sink<unknown, void>((up) => () => {
      const item = up()
      if (item === DONE) throw error
      return WAIT
    })
    const stream = toWritable(atEnd)
    expect(await rejection(pipeline(Readable.from([1]), stream))).toBe(error)
    expect(await rejection(stream.result)).toBe(error)
  })

  test('that are falsy have an Error around them in the stream, and none in the result', async () => {
    const stream = toWritable(failingAt(1, undefined))
    const error = await rejection(pipeline(Readable.from([1]), stream))
    expect(error).toBeInstanceOf(Error)
    expect((error as Error).cause).toBe(undefined)
    expect(await rejection(stream.result)).toBe(undefined)
  })

  test('of the input reach the result, after the cleanup of the sink', async () => {
    const error = new Error('broken')
    const events: string[] = []
    const inner = fromBatches(async function* () {
      try {
        for (;;) {
          yield [1]
          await turns()
        }
      } finally {
        await turns()
        events.push('cleanup')
      }
    })
    const stream = toWritable(
      sink<unknown, void, 'async'>(
        (up, run) => {
          const { pull } = run.open(inner)
          return () => {
            up()
            while (pull() !== WAIT);
            return WAIT
          }
        },
        { kind: 'async' },
      ),
    )
    const failing = recorded([1], { error })
    expect(await rejection(pipeline(toReadable(failing), stream))).toBe(error)
    expect(await rejection(stream.result)).toBe(error)
    expect(events).toEqual(['cleanup'])
  })

  test('of a result that nobody looks at do not end the process', async () => {
    const rejections: unknown[] = []
    const onRejection = (reason: unknown): void => {
      rejections.push(reason)
    }
    process.on('unhandledRejection', onRejection)
    const stream = toWritable(failingAt(1, new Error('broken')))
    stream.on('error', () => {})
    stream.write(1)
    toWritable(count()).destroy()
    await turns()
    process.off('unhandledRejection', onRejection)
    expect(rejections).toEqual([])
    expect(stream.errored?.message).toBe('broken')
  })

  test('of the stream end the process if nobody listens, as with any stream', async () => {
    const errors = await uncaught(() => {
      toWritable(failingAt(1, new Error('broken'))).write(1)
    })
    expect(errors.map(String)).toEqual(['Error: broken'])
  })
})

describe('destroying', () => {
  const errorOfResult = (given?: Error): Promise<unknown> => {
    const stream = toWritable(toArray())
    stream.on('error', () => {})
    stream.write(1)
    stream.destroy(given)
    return rejection(stream.result)
  }

  test('before the end rejects the result, with the error or with one that says so', async () => {
    const error = new Error('stop')
    expect(await errorOfResult(error)).toBe(error)
    expect(await errorOfResult()).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
  })

  test('after the end does nothing to the result', async () => {
    const stream = toWritable(count())
    await pipeline(Readable.from([1, 2]), stream)
    stream.destroy(new Error('late'))
    expect(await stream.result).toBe(2)
  })

  test('emits `close` while the sink waits for ever', async () => {
    const stream = toWritable(sink<unknown, void, 'async'>(() => () => WAIT, { kind: 'async' }))
    stream.write(1)
    stream.destroy()
    await once(stream, 'close')
    expect(await rejection(stream.result)).toBeInstanceOf(Error)
  })
})

describe('a signal', () => {
  test.each([new Error('stop'), 'stop'])('ends it with its reason: %s', async (reason) => {
    const controller = new AbortController()
    const stream = toWritable(toArray(), { signal: controller.signal })
    const source = recorded([1], { stuck: true })
    const result = pipeline(toReadable(source), stream)
    await turns()
    controller.abort(reason)
    expect(await rejection(result)).toBe(reason)
    expect(await rejection(stream.result)).toBe(reason)
  })

  test('has no listener left after 1,000 runs, however they end', async () => {
    const { signal } = new AbortController()
    for (let run = 0; run < 1000; run++) {
      const stream = toWritable(count(), { signal })
      if (run % 2 === 0) stream.destroy()
      else stream.end()
      await once(stream, 'close')
    }
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})

test('no listener is left on what was piped in', async () => {
  const source = new PassThrough({ objectMode: true })
  const before = listeners(source)
  const stream = source.pipe(toWritable(count()))
  source.end(1)
  await once(stream, 'close')
  expect(listeners(source)).toEqual(before)
})

describe('arguments', () => {
  test.each([
    ['a value', [1], /^toWritable: sink must be a sink, such as toArray\(\), got 1/],
    ['an operator', [operator((up) => up)], /^toWritable: sink must be a sink/],
    ['null options', [count(), null], /^toWritable: options must be an object, got null/],
    ['objectMode', [count(), { objectMode: 1 }], /^toWritable: objectMode must be a boolean/],
    ['a signal', [count(), { signal: {} }], /^toWritable: signal must be an AbortSignal/],
  ])('%s is a TypeError at once', (_, values, message) => {
    const call = (): unknown => (toWritable as (...all: unknown[]) => unknown)(...values)
    expect(call).toThrow(TypeError)
    expect(call).toThrow(message)
  })

  test('a negative high water mark is a RangeError at once', () => {
    expect(() => toWritable(count(), { highWaterMark: -1 })).toThrow(RangeError)
  })
})
