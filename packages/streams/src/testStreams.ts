// Node streams as the tests want them.
import {
  Readable,
  Transform,
  Writable,
  type TransformOptions,
  type WritableOptions,
} from 'node:stream'

/** An object stream that holds `items`, and then does nothing by itself. */
export function holding(items: readonly unknown[], highWaterMark = 16): Readable {
  const readable = new Readable({ objectMode: true, highWaterMark, read: () => {} })
  for (const item of items) readable.push(item)
  return readable
}

/** The same, and it ends. */
export function ending(items: readonly unknown[]): Readable {
  const readable = holding(items)
  readable.push(null)
  return readable
}

/** An object stream that notes what is written to it. */
export function collecting(
  options: WritableOptions = {},
): Writable & { readonly written: unknown[] } {
  const written: unknown[] = []
  const writable = new Writable({
    objectMode: true,
    write: (chunk, _, callback) => {
      written.push(chunk)
      callback()
    },
    ...options,
  })
  return Object.assign(writable, { written })
}

export type WriteCallback = (error?: Error | null) => void

/** A stream whose writes are answered by hand. */
export function held(
  options: WritableOptions = {},
): Writable & { readonly calls: WriteCallback[] } {
  const calls: WriteCallback[] = []
  const write = (_: unknown, __: string, callback: WriteCallback): void => void calls.push(callback)
  return Object.assign(collecting({ write, highWaterMark: 1, ...options }), { calls })
}

type TransformCallback = (error?: Error | null, output?: unknown) => void

/** A Transform of objects. */
export function transform(
  step: (this: Transform, item: unknown, callback: TransformCallback) => void,
  options: TransformOptions = {},
): Transform {
  return new Transform({
    objectMode: true,
    transform(item, _, callback) {
      step.call(this, item, callback)
    },
    ...options,
  })
}

/** Gives each number times two. */
export const doubling = (): Transform =>
  transform((item, callback) => callback(null, Number(item) * 2))
