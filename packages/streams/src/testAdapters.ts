// Every adapter as a way for a source to go, for the tests that put the same words to all of them.
import { map, pipe, withSignal, type Source } from '@rivulet/core'
import { Transform, Writable } from 'node:stream'
import { TransformStream } from 'node:stream/web'
import {
  fromReadable,
  fromWeb,
  through,
  toReadable,
  toTransform,
  toWeb,
  toWebTransform,
  toWritable,
  writeTo,
} from './index.ts'

export interface Options {
  readonly highWaterMark?: number
  readonly signal?: AbortSignal
}

/** How a source comes out of an adapter again. */
type Loop = (source: Source<never>, options?: Options) => AsyncIterable<unknown>

/** How a source goes into an adapter; what arrived is added to `got`. */
export type Drain = (source: Source<never>, got: unknown[], options?: Options) => Promise<unknown>

export const itself = () => map((item: unknown) => item)
const transform = ({ highWaterMark = 1 }: Options): Transform =>
  new Transform({
    objectMode: true,
    highWaterMark,
    transform(item, _, callback) {
      this.push(item)
      callback()
    },
  })

const abortable = (source: AsyncIterable<unknown>, { signal }: Options): AsyncIterable<unknown> =>
  signal === undefined ? source : pipe(source, withSignal(signal))

export const loops: Record<string, Loop> = {
  fromReadable: (source, { signal, highWaterMark = 1 } = {}) =>
    fromReadable(toReadable(source, { highWaterMark }), { signal }),
  toReadable: (source, { highWaterMark = 1, signal } = {}) =>
    toReadable(source, { highWaterMark, signal }),
  'through (Node)': (source, options = {}) =>
    abortable(
      pipe(
        source,
        through(() => transform(options)),
      ),
      options,
    ),
  'through (Web)': (source, options = {}) =>
    abortable(
      pipe(
        source,
        through(() => new TransformStream()),
      ),
      options,
    ),
  toTransform: (source, { highWaterMark = 1, signal } = {}) =>
    abortable(
      pipe(
        source,
        through(() => toTransform(itself(), { highWaterMark })),
      ),
      { signal } as Options,
    ),
  // Queues of none, as what a Web stream has queued when it fails is dropped by the Web.
  fromWeb: (source, { signal } = {}) => fromWeb(toWeb(source), { signal }),
  toWeb: (source, { highWaterMark = 1, signal } = {}) =>
    toWeb(source, { strategy: { highWaterMark }, signal }) as AsyncIterable<unknown>,
  toWebTransform: (source, options = {}) =>
    abortable(
      pipe(
        source,
        through(() => toWebTransform(itself())),
      ),
      options,
    ),
}

/** Web streams have no such exception as Node's: they pass `null` on, and fail with whatever is thrown. */
export const ofTheWeb = new Set(['through (Web)', 'fromWeb', 'toWeb', 'toWebTransform'])
/** Where an Iterable becomes a stream, promises among its items are awaited, as `for await` does. */
export const awaiting = new Set(['toReadable', 'fromReadable', 'toWeb', 'fromWeb'])

function writable(got: unknown[], { highWaterMark = 1 }: Options): Writable {
  return new Writable({
    objectMode: true,
    highWaterMark,
    write(item, _, callback) {
      got.push(item)
      setImmediate(callback)
    },
  })
}

export const sinks: Record<string, Drain> = {
  writeTo: (source, got, options = {}) =>
    pipe(source as Source, writeTo(writable(got, options), { signal: options.signal })) as never,
  toWritable: (source, got, { highWaterMark = 1, signal } = {}) => {
    const into = toWritable(writeTo(writable(got, { highWaterMark })), { highWaterMark })
    return pipe(source as Source, writeTo(into, { signal })) as never
  },
}

export const drains: Record<string, Drain> = {
  ...Object.fromEntries(
    Object.entries(loops).map(([name, loop]) => [
      name,
      async (source: Source<never>, got: unknown[], options?: Options) => {
        for await (const item of loop(source, options)) got.push(item)
      },
    ]),
  ),
  ...sinks,
}

export const asSource = (source: unknown): Source<never> => source as Source<never>
