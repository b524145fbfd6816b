// The cases that Node tests `pipeline` with, put to streams of ours in it: test-stream-pipeline of nodejs/node.
import { map, pipe, toArray } from '@rivulet/core'
import { addAbortSignal, PassThrough, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { toReadable, toTransform, toWritable, writeTo } from './index.ts'
import { collecting } from './testStreams.ts'
import { recorded, rejection, turns } from './testSupport.ts'

const kaboom = new Error('kaboom')

const upper = () => map((text: unknown) => String(text).toUpperCase())

describe('`pipeline`, with streams of ours in it', () => {
  test('a source, a transform and a sink', async () => {
    const sink = toWritable(toArray())
    await pipeline(toReadable(['hello', 'world']), toTransform(upper()), sink)
    expect(await sink.result).toEqual(['HELLO', 'WORLD'])
  })

  test('a generator function before, and an async function behind', async () => {
    const result = await pipeline(
      async function* () {
        yield* ['hello', 'world']
      },
      toTransform(upper()),
      async (items: AsyncIterable<unknown>) => {
        let text = ''
        for await (const item of items) text += String(item)
        return text
      },
    )
    expect(result).toBe('HELLOWORLD')
  })

  test('a source that is destroyed fails all, with its error', async () => {
    for (const error of [kaboom, undefined]) {
      const source = toReadable(recorded([1], { stuck: true }))
      const between = toTransform(upper())
      const sink = toWritable(toArray())
      const result = rejection(pipeline(source, between, sink))
      await turns()
      source.destroy(error)
      expect(await result).toMatchObject(error ?? { code: 'ERR_STREAM_PREMATURE_CLOSE' })
      expect([between.destroyed, sink.destroyed]).toEqual([true, true])
    }
  })

  test('a destination that fails destroys a long chain', async () => {
    const source = recorded(Array.from({ length: 100 }, (_, index) => index))
    let written = 0
    const failing = new Writable({
      objectMode: true,
      write(_item, _encoding, callback) {
        written++
        callback(written === 10 ? kaboom : null)
      },
    })
    const chain = Array.from({ length: 6 }, () => toTransform(upper()))
    expect(await rejection(pipeline([toReadable(source), ...chain, failing]))).toBe(kaboom)
    expect(chain.every(({ destroyed }) => destroyed)).toBe(true)
  })

  test('an abort before, and in the middle', async () => {
    const before = toTransform(upper())
    const signal = AbortSignal.abort()
    const told = await rejection(pipeline(toReadable(['a']), before, collecting(), { signal }))
    expect(told).toMatchObject({ name: 'AbortError' })
    const controller = new AbortController()
    const stuck = toReadable(recorded([1], { stuck: true }))
    const result = rejection(
      pipeline(stuck, toTransform(upper()), collecting(), { signal: controller.signal }),
    )
    await turns()
    controller.abort()
    expect(await result).toMatchObject({ name: 'AbortError' })
  })

  test('`addAbortSignal` on a stream of ours', async () => {
    const controller = new AbortController()
    const source = recorded([1], { stuck: true })
    const stream = addAbortSignal(controller.signal, toReadable(source))
    const result = rejection(stream.toArray())
    await turns()
    controller.abort()
    expect(await result).toMatchObject({ name: 'AbortError' })
    await turns()
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('a flush that takes its time is waited for', async () => {
    const events: string[] = []
    const late = new Transform({
      objectMode: true,
      transform: (item, _, callback) => callback(null, item),
      flush(callback) {
        setImmediate(() => {
          events.push('flushed')
          callback()
        })
      },
    })
    await pipe([1], writeTo(late.resume()))
    expect(events).toEqual(['flushed'])
  })

  test('a loop behind it that is left ends it without an error', async () => {
    const between = toTransform(upper())
    const result = await pipeline(
      async function* () {
        yield* ['hello', 'world', 'world']
      },
      between,
      async (items: AsyncIterable<unknown>) => {
        for await (const item of items) return item
        return undefined
      },
    )
    expect(result).toBe('HELLO')
    expect(between.destroyed).toBe(true)
  })

  test('a Duplex at its end stays open to be read', async () => {
    const last = new PassThrough({ objectMode: true })
    await pipeline(toReadable([1, 2]), last)
    expect(last.destroyed).toBe(false)
    expect(await last.toArray()).toEqual([1, 2])
    const lastOfOurs = toTransform(upper())
    await pipeline(toReadable(['a']), lastOfOurs)
    expect(lastOfOurs.destroyed).toBe(false)
    expect(await lastOfOurs.toArray()).toEqual(['A'])
  })

  test('`end: false` leaves the last stream open', async () => {
    const last = toWritable(toArray())
    await pipeline(toReadable([1]), last, { end: false })
    expect([last.destroyed, last.writableEnded]).toEqual([false, false])
    last.end(2)
    expect(await last.result).toEqual([1, 2])
  })
})
