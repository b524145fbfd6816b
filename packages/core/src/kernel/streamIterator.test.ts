import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { toArray } from '../sinks/toArray.ts'
import { pipe } from './pipe.ts'

/** A Web stream of the items, which does not end by itself if `open` is true. */
function webStream(items: string[], open = false) {
  const cancelled: unknown[] = []
  const stream = new ReadableStream<string>({
    start: (controller) => {
      for (const item of items) controller.enqueue(item)
      if (!open) controller.close()
    },
    cancel: (reason) => {
      cancelled.push(reason)
    },
  })
  return { stream, cancelled }
}

describe('a Web stream', () => {
  test('is read to its end, and is free after that as after a loop of the language', async () => {
    const { stream, cancelled } = webStream(['a', 'b'])
    expect(await pipe(stream, toArray())).toEqual(['a', 'b'])
    expect(stream.locked).toBe(false)
    expect(cancelled).toEqual([])
  })

  test('is cancelled and free when the consumer breaks', async () => {
    const { stream, cancelled } = webStream(['a', 'b'], true)
    for await (const _ of pipe(stream)) break
    expect(cancelled).toHaveLength(1)
    expect(stream.locked).toBe(false)
  })

  test('is cancelled before the first `next`', async () => {
    const { stream, cancelled } = webStream(['a'], true)
    await pipe(stream)[Symbol.asyncIterator]().return?.()
    expect(cancelled).toHaveLength(1)
  })

  test('is cancelled while it is silent', async () => {
    const { stream, cancelled } = webStream([], true)
    const iterator = pipe(stream)[Symbol.asyncIterator]()
    const pending = iterator.next()
    await iterator.return?.()
    expect(await pending).toEqual({ value: undefined, done: true })
    expect(cancelled).toHaveLength(1)
  })

  test('passes its error on, and is free after that', async () => {
    const error = new Error('broken')
    const stream = new ReadableStream<string>({ start: (controller) => controller.error(error) })
    await expect(pipe(stream, toArray())).rejects.toBe(error)
    expect(stream.locked).toBe(false)
  })
})

describe('a Node stream', () => {
  const endless = (): Readable => new Readable({ objectMode: true, read() {} })

  test('is read to its end', async () => {
    const stream = Readable.from(['a', 'b'])
    expect(await pipe(stream, toArray())).toEqual(['a', 'b'])
    expect(stream.readableEnded).toBe(true)
  })

  test('is destroyed when the consumer breaks', async () => {
    const stream = endless()
    stream.push('a')
    for await (const _ of pipe(stream as AsyncIterable<unknown>)) break
    expect(stream.destroyed).toBe(true)
  })

  test('is destroyed before the first `next`', async () => {
    const stream = endless()
    const iterator = pipe(stream as AsyncIterable<unknown>)[Symbol.asyncIterator]()
    await iterator.return?.()
    expect(stream.destroyed).toBe(true)
  })

  test('is destroyed while it is silent', async () => {
    const stream = endless()
    const iterator = pipe(stream as AsyncIterable<unknown>)[Symbol.asyncIterator]()
    const pending = iterator.next()
    await iterator.return?.()
    expect(await pending).toEqual({ value: undefined, done: true })
    expect(stream.destroyed).toBe(true)
  })

  test('passes its error on', async () => {
    const error = new Error('broken')
    const stream = endless()
    stream.destroy(error)
    await expect(pipe(stream as AsyncIterable<unknown>, toArray())).rejects.toBe(error)
  })
})
