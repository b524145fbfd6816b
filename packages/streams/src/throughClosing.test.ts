// How a stage is left before its end, and what happens when it ends before its input.
import { pipe, take, toArray, withSignal } from '@rivulet/core'
import { Duplex } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { doubling, transform } from './testStreams.ts'
import { latch, recorded, rejection, turns } from './testSupport.ts'
import { through } from './through.ts'

const first = (): Duplex =>
  Duplex.from(async function* (source: AsyncIterable<unknown>) {
    for await (const item of source) {
      yield item
      return
    }
  })

describe('leaving early', () => {
  test('destroys it and closes the source, once, before the loop goes on', async () => {
    const gate = latch()
    const source = recorded([1, 2, 3], { cleanup: () => gate.promise })
    const stream = doubling()
    let left = false
    const run = pipe(source, through(stream), take(1), toArray()).then(() => {
      left = true
    })
    await turns()
    expect(left).toBe(false)
    gate.open()
    await run
    expect({ events: source.events, closed: stream.closed }).toEqual({
      events: ['closing', 'closed'],
      closed: true,
    })
  })

  test('tells an error of destroying it', async () => {
    const error = new Error('closing')
    const stream = transform((item, callback) => callback(null, item), {
      destroy: (_, callback) => callback(error),
    })
    expect(await rejection(pipe(recorded([1, 2]), through(stream), take(1), toArray()))).toBe(error)
  })

  test('also happens to one that holds everything for ever', async () => {
    const controller = new AbortController()
    const source = recorded([1, 2])
    const stuck = transform(() => {})
    const result = rejection(pipe(source, through(stuck), withSignal(controller.signal), toArray()))
    await turns()
    controller.abort('stop')
    expect(await result).toBe('stop')
    expect({ events: source.events, closed: stuck.closed }).toEqual({ events: [], closed: true })
  })

  test('of `Duplex.from` of a generator function, which may never close', async () => {
    const source = recorded(['a', 'b', 'c'])
    const stage = through<string>(() =>
      Duplex.from(async function* (items: AsyncIterable<string>) {
        for await (const item of items) yield item
      } as never),
    )
    expect(await pipe(source, stage, take(1), toArray())).toHaveLength(1)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('also happens while the source never answers', async () => {
    const stream = doubling()
    const loop = async (): Promise<void> => {
      for await (const item of pipe(recorded([1], { stuck: true }), through(stream))) {
        void item
        break
      }
    }
    await loop()
    expect(stream.closed).toBe(true)
  })
})

describe('one that ends before its input', () => {
  test('closes the source, and the pipeline ends', async () => {
    const source = recorded(Array.from({ length: 1000 }, (_, index) => index))
    const stream = transform(function (item, callback) {
      this.push(item)
      this.push(null)
      callback()
    })
    expect(await pipe(source, through(stream), toArray())).toEqual([0])
    expect(source.asked).toBeLessThan(1000)
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('closes the source also while that never answers', async () => {
    const source = recorded([1], { stuck: true })
    const stream = transform(function (item, callback) {
      this.push(item)
      this.push(null)
      callback()
    })
    expect(await pipe(source, through(stream), toArray())).toEqual([1])
    expect(stream.closed).toBe(true)
  })

  test('may never answer its last write', async () => {
    const stream = transform(function (item) {
      this.push(item)
      this.push(null)
    })
    expect(await pipe([1, 2, 3], through(stream), toArray())).toEqual([1])
  })

  test('may be `Duplex.from` of a generator function that returns', async () => {
    expect(await pipe(['a', 'b', 'c'], through(first), toArray())).toEqual(['a'])
  })
})
