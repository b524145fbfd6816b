import { pipe, take, toArray } from '@rivulet/core'
import { fromReadable } from '@rivulet/streams'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { ReadableStream } from 'node:stream/web'
import { describe, expect, it } from 'vitest'
import { latch } from '../latch.ts'
import { walk } from '../pipelines/walk.ts'

const readers = [
  { title: 'given to pipe as it is', open: (readable: Readable) => pipe(readable) },
  { title: 'given to fromReadable', open: (readable: Readable) => fromReadable(readable) },
]

describe.each(readers)('a Node Readable $title', ({ open }) => {
  it('is destroyed by a break', async () => {
    const readable = Readable.from([1, 2, 3])
    const iteration = walk(open(readable))
    await iteration.next()
    await iteration.return()
    expect(readable.destroyed).toBe(true)
  })

  it('is destroyed when it was opened and never pulled', async () => {
    const readable = Readable.from([1, 2, 3])
    await pipe(open(readable), take(0), toArray())
    expect(readable.destroyed).toBe(true)
  })

  it('is destroyed when it is left while it has nothing to say', async () => {
    const asked = latch()
    const readable = new Readable({ objectMode: true, read: () => asked.open() })
    const iteration = walk(open(readable))
    const pending = iteration.next()
    await asked.promise
    await iteration.return()
    await pending
    expect(readable.destroyed).toBe(true)
  })

  it('has its error delivered, and is not destroyed a second time', async () => {
    const error = new Error('from the stream')
    let destroyed = 0
    const readable = new Readable({
      objectMode: true,
      read() {
        this.destroy(error)
      },
      destroy(thrown, done) {
        destroyed++
        done(thrown)
      },
    })
    await expect(pipe(open(readable), toArray())).rejects.toBe(error)
    if (!readable.closed) await once(readable, 'close')
    expect(destroyed).toBe(1)
  })
})

function webStream(pull: (controller: ReadableStreamDefaultController) => void | Promise<void>) {
  const cancelled: unknown[] = []
  const source = new ReadableStream<unknown>(
    {
      pull,
      cancel(reason) {
        cancelled.push(reason)
      },
    },
    { highWaterMark: 0 },
  )
  return { source, cancelled }
}

describe('a Web ReadableStream given to pipe', () => {
  it('is cancelled once by a break', async () => {
    const { source, cancelled } = webStream((controller) => controller.enqueue(1))
    const iteration = walk(pipe(source))
    await iteration.next()
    await iteration.return()
    expect(cancelled).toHaveLength(1)
  })

  it('is cancelled once when it was opened and never pulled', async () => {
    const { source, cancelled } = webStream((controller) => controller.enqueue(1))
    await pipe(source, take(0), toArray())
    expect(cancelled).toHaveLength(1)
  })

  it('is cancelled once when it is left while it has nothing to say', async () => {
    const asked = latch()
    const { source, cancelled } = webStream(() => {
      asked.open()
      return new Promise(() => {})
    })
    const iteration = walk(pipe(source))
    const pending = iteration.next()
    await asked.promise
    await iteration.return()
    await pending
    expect(cancelled).toHaveLength(1)
  })

  it('is not cancelled when it has ended', async () => {
    const { source, cancelled } = webStream((controller) => controller.close())
    await pipe(source, toArray())
    expect(cancelled).toEqual([])
  })
})
