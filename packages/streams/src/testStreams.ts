// Node streams as the tests want them.
import { Readable, Writable, type WritableOptions } from 'node:stream'

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
