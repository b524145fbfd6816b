import {
  chunks,
  filter,
  map,
  mapAsync,
  pipe,
  toArray,
  type Flow,
  type Many,
  type Operator,
  type Sink,
} from '@rivulet/core'
import { EventEmitter } from 'node:events'
import { PassThrough, type Duplex, type Readable, type Writable } from 'node:stream'
import { expectTypeOf, test } from 'vitest'
import {
  fromEvents,
  fromEventTarget,
  fromReadable,
  fromWeb,
  through,
  toReadable,
  toWeb,
  toWebTransform,
  writeTo,
  type WebTransform,
} from './index.ts'
import { fromStreamIter, toStreamIter } from './iter.ts'

declare const readable: Readable
declare const writable: Writable
declare const duplex: Duplex

test('`fromReadable` delivers Buffers, or what it is told to', () => {
  expectTypeOf(fromReadable(readable)).toEqualTypeOf<Flow<Buffer>>()
  expectTypeOf(fromReadable<string>(readable)).toEqualTypeOf<Flow<string>>()
  expectTypeOf(fromReadable(duplex, { destroyOnReturn: false })).toEqualTypeOf<Flow<Buffer>>()
  // @ts-expect-error -- a Writable cannot be read
  fromReadable(writable)
  // @ts-expect-error -- there is no such option
  fromReadable(readable, { highWaterMark: 1 })
})

test('`toReadable` takes every source and gives a Readable', () => {
  expectTypeOf(toReadable([1])).toEqualTypeOf<Readable>()
  expectTypeOf(toReadable('text')).toEqualTypeOf<Readable>()
  expectTypeOf(toReadable(new Uint8Array(1), { objectMode: false })).toEqualTypeOf<Readable>()
  expectTypeOf(toReadable(fromReadable(readable))).toEqualTypeOf<Readable>()
  expectTypeOf(toReadable(readable, { signal: undefined })).toEqualTypeOf<Readable>()
  // @ts-expect-error -- a number is no source
  toReadable(1)
  // @ts-expect-error -- a promise is no source
  toReadable(Promise.resolve([1]))
})

test('`through` takes a Web transform as the types of a browser describe it', () => {
  // A reader of theirs that reads into a buffer wants another one than Node's does.
  interface OfBrowser {
    readonly readable: {
      readonly locked: boolean
      getReader(): { read(view: ArrayBufferView<ArrayBuffer>): Promise<unknown> }
    }
    readonly writable: { readonly locked: boolean; getWriter(): { ready: Promise<undefined> } }
  }
  through<Buffer>(() => ({}) as OfBrowser)
  through<Buffer>(new CompressionStream('gzip'))
  // @ts-expect-error -- it cannot be written to
  through<Buffer>(() => ({}) as Pick<OfBrowser, 'readable'>)
})

test('`through` makes a pipeline asynchronous and names what comes out', () => {
  expectTypeOf(through<Buffer>(duplex)).toEqualTypeOf<Operator<unknown, Many<Buffer>, 'async'>>()
  expectTypeOf(
    pipe(
      ['a'],
      through<Buffer>(() => duplex),
    ),
  ).toEqualTypeOf<Flow<Buffer>>()
  expectTypeOf(pipe(['a'], through<Buffer>(duplex), map(String), toArray())).toEqualTypeOf<
    Promise<string[]>
  >()
  expectTypeOf(pipe(['a'], through(new PassThrough()))).toEqualTypeOf<Flow<unknown>>()
  // @ts-expect-error -- a Readable cannot be written to
  through(readable)
  // @ts-expect-error -- nor one that a function makes
  through(() => readable)
})

test('`writeTo` ends a pipeline with a promise of nothing', () => {
  expectTypeOf(writeTo<string>(writable)).toEqualTypeOf<Sink<string, void, 'async'>>()
  expectTypeOf(pipe(['a'], writeTo(writable))).toEqualTypeOf<Promise<void>>()
  expectTypeOf(pipe(fromReadable(readable), writeTo(duplex, { end: false }))).toEqualTypeOf<
    Promise<void>
  >()
  // @ts-expect-error -- a Readable cannot be written to
  writeTo(readable)
})

test('`fromWeb` delivers the chunks of the stream', () => {
  const numbers = new ReadableStream<number>()
  expectTypeOf(fromWeb(numbers)).toEqualTypeOf<Flow<number>>()
  expectTypeOf(fromWeb(numbers, { preventCancel: true })).toEqualTypeOf<Flow<number>>()
  // @ts-expect-error -- a Node stream is none of the Web
  fromWeb(readable)
  // @ts-expect-error -- there is no such option
  fromWeb(numbers, { destroyOnReturn: true })
})

test('`toWeb` gives a stream of the items, or of bytes', () => {
  expectTypeOf(toWeb([1])).toEqualTypeOf<ReadableStream<number>>()
  expectTypeOf(toWeb(fromReadable<string>(readable))).toEqualTypeOf<ReadableStream<string>>()
  expectTypeOf(toWeb(['a'], { type: 'bytes' })).toEqualTypeOf<
    ReadableStream<Uint8Array<ArrayBuffer>>
  >()
  expectTypeOf(toWeb(new Uint8Array(1))).toEqualTypeOf<ReadableStream<Uint8Array<ArrayBuffer>>>()
  expectTypeOf(toWeb('text' as string)).toEqualTypeOf<ReadableStream<string>>()
  toWeb(['a'], { strategy: { highWaterMark: 9, size: (chunk) => chunk.length } })
  // @ts-expect-error -- a number is no source
  toWeb(1)
  // @ts-expect-error -- a stream of items has no type
  toWeb(['a'], { type: 'items' })
})

test('`toWebTransform` takes what its first operator takes and gives what its last one gives', () => {
  expectTypeOf(
    toWebTransform(
      map((text: string) => text.length),
      filter((length) => length > 1),
      mapAsync(async (length) => length > 2),
      chunks(2),
    ),
  ).toEqualTypeOf<WebTransform<string, boolean[]>>()
  expectTypeOf(toWeb(['a']).pipeThrough(toWebTransform(map(Number)))).toEqualTypeOf<
    ReadableStream<number>
  >()
  toWebTransform(
    map((text: string) => text.length),
    // @ts-expect-error -- it is given a number
    map((text: string) => text),
  )
  // @ts-expect-error -- a sink gives no items
  toWebTransform(toArray())
})

test('`fromEvents` gives arguments, and `fromEventTarget` events', () => {
  const emitter = new EventEmitter()
  expectTypeOf(fromEvents(emitter, 'item')).toEqualTypeOf<Flow<unknown[]>>()
  expectTypeOf(fromEvents<[string]>(emitter, Symbol('item'))).toEqualTypeOf<Flow<[string]>>()
  expectTypeOf(fromEventTarget(new EventTarget(), 'item')).toEqualTypeOf<Flow<Event>>()
  expectTypeOf(
    fromEventTarget<MessageEvent>(new MessageChannel().port1, 'message', { close: 'close' }),
  ).toEqualTypeOf<Flow<MessageEvent>>()
  // @ts-expect-error -- an emitter cannot wait
  fromEvents(emitter, 'item', { policy: 'wait' })
  // @ts-expect-error -- a target has no symbols as names
  fromEventTarget(new EventTarget(), Symbol('item'))
})

test('`fromStreamIter` gives chunks, and `toStreamIter` batches of them', () => {
  expectTypeOf(fromStreamIter([[new Uint8Array(1)]])).toEqualTypeOf<Flow<Uint8Array>>()
  expectTypeOf(toStreamIter(['a'])).toEqualTypeOf<Flow<Uint8Array[]>>()
  // @ts-expect-error -- a number is no stream
  fromStreamIter(1)
  // @ts-expect-error -- a number is no source
  toStreamIter(1)
})
