// Web streams as the tests want them.
import { rejection, turns } from './testSupport.ts'

/** What a reader of the Web gets before the error, and the error. */
export async function readUntilError(
  stream: ReadableStream,
): Promise<{ readonly items: unknown[]; readonly error: unknown }> {
  const items: unknown[] = []
  const reader = stream.getReader()
  const thrown = await rejection(
    (async () => {
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        items.push(read.value)
        await turns() // the stream may fail meanwhile
      }
    })(),
  )
  return { items, error: thrown }
}
