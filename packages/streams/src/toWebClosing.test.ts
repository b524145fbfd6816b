// How a loop is left and a stream cancelled, and that the source is closed once by it.
import { pipe, toArray } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { recorded, rejection, turns } from './testSupport.ts'
import { readUntilError } from './testWebStreams.ts'
import { toWeb } from './toWeb.ts'

const error = new Error('broken')

test('leaving a loop with `preventCancel` leaves the stream to be read on', async () => {
  const stream = toWeb([1, 2, 3])
  for await (const item of stream.values({ preventCancel: true })) {
    expect(item).toBe(1)
    break
  }
  expect(await pipe(stream, toArray())).toEqual([2, 3])
})

describe('cancelling', () => {
  test('tells an error of the cleanup', async () => {
    const reader = toWeb(recorded([1, 2], { cleanup: () => Promise.reject(error) })).getReader()
    await reader.read()
    expect(await rejection(reader.cancel())).toBe(error)
  })

  test('before the first read closes the source', async () => {
    const source = recorded([1])
    await toWeb(source).cancel()
    expect({ events: source.events, asked: source.asked }).toEqual({
      events: ['closing', 'closed'],
      asked: 0,
    })
  })

  test('while `next()` is pending settles', async () => {
    const source = recorded([], { stuck: true })
    const stream = toWeb(source)
    const reader = stream.getReader()
    const read = reader.read()
    await turns()
    await reader.cancel()
    expect(await read).toEqual({ done: true, value: undefined })
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('by leaving a loop while `next()` is pending settles', async () => {
    const source = recorded([], { stuck: true })
    const iterator = toWeb(source)[Symbol.asyncIterator]()
    const next = iterator.next()
    await turns()
    await iterator.return?.()
    expect((await next).done).toBe(true)
  })

  test('cancel during backpressure closes the source, and what was queued is dropped', async () => {
    const source = recorded([1, 2, 3, 4])
    const reader = toWeb(source, { strategy: { highWaterMark: 2 } }).getReader()
    await reader.read()
    await turns()
    expect(source.asked).toBe(3)
    await reader.cancel('enough')
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('a stream already errored or ended does nothing to the source', async () => {
    const ended = recorded([1])
    const failed = recorded([], { error })
    const [read, failing] = [toWeb(ended), toWeb(failed)]
    await readUntilError(failing)
    const reader = read.getReader()
    await reader.read()
    await reader.read()
    await reader.cancel()
    expect({ ended: ended.events, failed: failed.events }).toEqual({ ended: [], failed: [] })
  })
})

test('no `next()` after `return()`, never two at once', async () => {
  const source = recorded([1, 2, 3, 4, 5, 6])
  const stream = toWeb(source, { strategy: { highWaterMark: 3 } })
  const reader = stream.getReader()
  await Promise.all([reader.read(), reader.read(), reader.read()])
  const pending = [reader.read(), reader.read()]
  await reader.cancel()
  await Promise.all(pending)
  await turns()
  expect(source.events).toEqual(['closing', 'closed'])
})
