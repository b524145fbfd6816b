// What every adapter does with bytes, by the same words for all of them.
import { pipe, toArray } from '@rivulet/core'
import { PassThrough, type Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { fromReadable, through, toReadable, toTransform, toWritable, writeTo } from './index.ts'
import { itself } from './testAdapters.ts'
import { recorded, rejection } from './testSupport.ts'

describe('bytes', () => {
  const bytes = { objectMode: false } as const

  test('empty chunks', async () => {
    const chunks = ['', 'a', Buffer.alloc(0), 'b', '']
    const ways: Record<string, AsyncIterable<unknown>> = {
      toReadable: toReadable(chunks, bytes),
      fromReadable: fromReadable(toReadable(chunks, bytes)),
      through: pipe(
        chunks,
        through(() => new PassThrough()),
      ),
      toTransform: toReadable(chunks, bytes).pipe(toTransform(itself(), bytes)),
    }
    for (const [name, way] of Object.entries(ways)) {
      const read = (await pipe(way, toArray())) as Buffer[]
      expect([name, Buffer.concat(read).toString()]).toEqual([name, 'ab'])
    }
    const into = toWritable(toArray<Buffer>(), bytes)
    await pipe(chunks, writeTo(into))
    expect(Buffer.concat(await into.result).toString()).toBe('ab')
  })

  test.each(['hello', Buffer.from('hello'), new TextEncoder().encode('hello')])(
    'a string, a Buffer or a Uint8Array as a source is one chunk: %o',
    async (source) => {
      expect(await toReadable(source).toArray()).toEqual([source])
    },
  )

  test('a number into a byte stream rejects and closes the source', async () => {
    const ways: Record<string, (source: AsyncIterable<unknown>) => Promise<unknown>> = {
      toReadable: (source) => toReadable(source, bytes).toArray(),
      fromReadable: (source) => pipe(fromReadable(toReadable(source, bytes)), toArray()),
      through: (source) =>
        pipe(
          source,
          through(() => new PassThrough()),
          toArray(),
        ),
      toTransform: (source) =>
        pipe(
          source,
          through(() => toTransform(itself(), bytes)),
          toArray(),
        ),
      writeTo: (source) => pipe(source, writeTo(new PassThrough())),
      toWritable: (source) => pipe(source, writeTo(toWritable(toArray(), bytes))),
    }
    for (const [name, way] of Object.entries(ways)) {
      const source = recorded(['a', 5, 'b'])
      expect([name, await rejection(way(source))]).toEqual([name, expect.any(TypeError)])
      expect([name, ...source.events]).toEqual([name, 'closing', 'closed'])
    }
  })

  test('multi-byte text across chunks', async () => {
    const text = 'a€😀é'
    const chunks = [...Buffer.from(text)].map((byte) => Buffer.of(byte))
    const readAsText = (stream: Readable): Promise<string> =>
      pipe(fromReadable<string>(stream.setEncoding('utf8')), toArray()).then((all) => all.join(''))
    expect(await readAsText(toReadable(chunks, bytes))).toBe(text)
    expect((await toReadable(chunks, { encoding: 'utf8' }).toArray()).join('')).toBe(text)
    expect(await readAsText(toReadable(chunks, bytes).pipe(toTransform(itself(), bytes)))).toBe(
      text,
    )
    const out = new PassThrough()
    await pipe(
      chunks,
      through(() => new PassThrough()),
      writeTo(out),
    )
    expect(await readAsText(out)).toBe(text)
  })
})
