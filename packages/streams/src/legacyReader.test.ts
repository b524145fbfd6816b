import { map, openCursor, pipe, toArray } from '@rivulet/core'
import { Stream, Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { fromReadable } from './fromReadable.ts'
import type { LegacyStream } from './legacyReader.ts'
import {
  collectGarbage,
  listeners,
  pulled,
  rejection,
  turns,
  uncaught,
  untilError,
} from './testSupport.ts'

type Emitting = LegacyStream & { calls: string[] }

/** A stream as it was before `read()`, which notes how it is used. */
function legacy(...methods: ('pause' | 'resume' | 'destroy' | 'close')[]): Emitting {
  const calls: string[] = []
  const noted = Object.fromEntries(methods.map((name) => [name, () => void calls.push(name)]))
  return Object.assign(new Stream(), { calls }, noted)
}

function emit(stream: Emitting, chunks: readonly unknown[], last = 'end', value?: unknown): void {
  for (const chunk of chunks) stream.emit('data', chunk)
  stream.emit(last, value)
}

describe('a stream of the old kind', () => {
  test('is a source, with any values', async () => {
    const stream = legacy()
    process.nextTick(() => emit(stream, ['hello', undefined, 0, '', false, null]))
    expect(await pipe(fromReadable<unknown>(stream), toArray())).toEqual([
      'hello',
      undefined,
      0,
      '',
      false,
      null,
    ])
  })

  test('may have emitted everything before the first pull', async () => {
    const stream = legacy()
    const flow = fromReadable<string>(stream)
    emit(stream, ['hello', 'world'])
    await turns()
    expect(await pipe(flow, map(String), toArray())).toEqual(['hello', 'world'])
  })

  test('delivers what came before its error, and then that', async () => {
    const stream = legacy()
    const error = new Error('broken')
    const flow = fromReadable<number>(stream)
    emit(stream, [0, 1], 'error', error)
    expect(await untilError(flow)).toEqual({ items: [0, 1], error })
    expect(listeners(stream)).toEqual([])
  })

  test('that closes without an end was cut off', async () => {
    const stream = legacy()
    const flow = fromReadable<number>(stream)
    emit(stream, [0], 'close')
    const told = await untilError(flow)
    expect(told.items).toEqual([0])
    expect(told.error).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
  })

  test('that closes after its end is fine', async () => {
    const stream = legacy()
    const flow = fromReadable<number>(stream)
    emit(stream, [0])
    stream.emit('close')
    expect(await pipe(flow, toArray())).toEqual([0])
    expect(listeners(stream)).toEqual([])
  })

  test('is paused when 16 chunks wait, and resumed when they are read', async () => {
    const stream = legacy('pause', 'resume')
    const cursor = openCursor(fromReadable<number>(stream))
    for (let chunk = 0; chunk < 16; chunk++) stream.emit('data', chunk)
    expect(stream.calls).toEqual(['pause'])
    for (let chunk = 0; chunk < 15; chunk++) expect(await pulled(cursor)).toBe(chunk)
    expect(stream.calls).toEqual(['pause'])
    expect(await pulled(cursor)).toBe(15)
    expect(stream.calls).toEqual(['pause', 'resume'])
    await cursor.close()
  })

  test('is paused for what waits, not for what was read', async () => {
    const stream = legacy('pause', 'resume')
    const cursor = openCursor(fromReadable<number>(stream))
    for (let chunk = 0; chunk < 15; chunk++) stream.emit('data', chunk)
    for (let chunk = 0; chunk < 10; chunk++) expect(await pulled(cursor)).toBe(chunk)
    for (let chunk = 15; chunk < 25; chunk++) stream.emit('data', chunk)
    for (let chunk = 10; chunk < 25; chunk++) expect(await pulled(cursor)).toBe(chunk)
    expect(stream.calls).toEqual([])
    await cursor.close()
  })

  test('that goes on while it is paused is resumed when all is read, and paused again', async () => {
    const stream = legacy('pause', 'resume')
    const cursor = openCursor(fromReadable<number>(stream))
    for (let chunk = 0; chunk < 20; chunk++) stream.emit('data', chunk)
    expect(stream.calls).toEqual(['pause'])
    for (let chunk = 0; chunk < 19; chunk++) expect(await pulled(cursor)).toBe(chunk)
    expect(stream.calls).toEqual(['pause'])
    expect(await pulled(cursor)).toBe(19)
    expect(stream.calls).toEqual(['pause', 'resume'])
    for (let chunk = 20; chunk < 36; chunk++) stream.emit('data', chunk)
    expect(stream.calls).toEqual(['pause', 'resume', 'pause'])
    await cursor.close()
  })

  test.each([
    [['destroy', 'close'], 'destroy'],
    [['close'], 'close'],
  ] as const)('with %j is closed by `%s` when a loop is left', async (methods, called) => {
    const stream = legacy(...methods)
    const flow = fromReadable<number>(stream)
    emit(stream, [0, 1], 'data', 2)
    for await (const item of flow) {
      expect(item).toBe(0)
      break
    }
    expect(stream.calls).toEqual([called])
    expect(listeners(stream)).toEqual(['error'])
    // One that comes from the closing has nobody else to hear it.
    expect(await uncaught(() => stream.emit('error', new Error('late')))).toEqual([])
  })

  test('is left as it is with `destroyOnReturn: false`, for another reader', async () => {
    const stream = legacy('destroy')
    const options = { destroyOnReturn: false }
    const flow = fromReadable<number>(stream, options)
    emit(stream, [0, 1], 'data', 2)
    for await (const item of flow) {
      expect(item).toBe(0)
      break
    }
    stream.emit('end')
    expect(stream.calls).toEqual([])
    expect(await pipe(fromReadable<number>(stream, options), toArray())).toEqual([1, 2])
  })

  test('is read once', async () => {
    const stream = legacy()
    const flow = fromReadable<number>(stream)
    emit(stream, [0])
    expect(await pipe(flow, toArray())).toEqual([0])
    const again = { code: 'ALREADY_CONSUMED', source: stream }
    expect(await rejection(pipe(flow, toArray()))).toMatchObject(again)
    expect(await rejection(pipe(fromReadable(stream), toArray()))).toMatchObject(again)
  })

  test('that somebody listens to is refused at the call', () => {
    const stream = legacy()
    stream.on('data', () => {})
    expect(() => fromReadable(stream)).toThrow(/^fromReadable: the stream has a "data" listener/)
  })

  test('keeps no more than it has to', async () => {
    const stream = legacy()
    const cursor = openCursor(fromReadable<{ readonly chunk: number }>(stream))
    const emitted: WeakRef<object>[] = []
    const emitNext = (): void => {
      const item = { chunk: emitted.length }
      emitted.push(new WeakRef(item))
      stream.emit('data', item)
    }
    const pullsNext = async (chunk: number): Promise<void> =>
      expect(await pulled(cursor)).toEqual({ chunk })
    for (let count = 0; count < 100; count++) emitNext()
    for (let chunk = 0; chunk < 100; chunk++) {
      await pullsNext(chunk)
      emitNext()
    }
    await collectGarbage()
    // All but those that it has read since it last made room.
    expect(emitted.findIndex((item) => item.deref() !== undefined)).toBeGreaterThanOrEqual(84)
    for (let chunk = 100; chunk < 200; chunk++) await pullsNext(chunk)
    await cursor.close()
  })
})

test('a Writable is none, although it can be listened to and has `pipe`', () => {
  expect(() => fromReadable(new Writable() as never)).toThrow(TypeError)
  const both = Object.assign(legacy(), { write: () => true, readable: true })
  expect(() => fromReadable(both)).not.toThrow()
})
