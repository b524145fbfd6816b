// Web streams as the tests want them.
import { rejection, turns, type Ending } from './testSupport.ts'

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

/** What happens below a stream of Node's own. */
interface Below {
  pulls: number
  /** The reasons with which it was cancelled. */
  readonly cancels: unknown[]
}

/** A stream of Node's own that gives the items one by one. */
export function streamOf<T>(
  items: readonly T[],
  ending: Ending = {},
  highWaterMark = 0,
): { readonly stream: ReadableStream<T>; readonly below: Below } {
  const below: Below = { pulls: 0, cancels: [] }
  const rest = items.values()
  const stream = new ReadableStream<T>(
    {
      async pull(controller) {
        below.pulls++
        await turns()
        const { done, value } = rest.next()
        if (!done) controller.enqueue(value)
        else if ('error' in ending) controller.error(ending.error)
        else if (ending.stuck) await new Promise(() => {})
        else controller.close()
      },
      async cancel(reason) {
        below.cancels.push(reason)
        await ending.cleanup?.()
      },
    },
    { highWaterMark },
  )
  return { stream, below }
}
