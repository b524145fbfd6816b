// Node streams as the tests want them.
import { Readable } from 'node:stream'

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
