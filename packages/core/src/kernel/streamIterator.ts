import { leave, toResult } from './iterator.ts'
import { DONE } from './pull.ts'

/** What is used of a stream of the Web and of one of Node. Neither is imported: other runtimes lack one or both. */
interface WebStream<T> {
  getReader(): {
    read(): Promise<IteratorResult<T, undefined>>
    cancel(): Promise<void>
    releaseLock(): void
  }
}
interface NodeStream {
  pipe: unknown
  destroy(): void
}

/**
 * The async iterator of a source. Those of streams do not close the stream while a `next()` is under
 * way, nor before the first one, because they are generators; here they do.
 */
export function asyncIteratorOf<T>(source: AsyncIterable<T>): AsyncIterator<T> {
  if ('getReader' in source) return webIterator(source as typeof source & WebStream<T>)
  const iterator = source[Symbol.asyncIterator]()
  return 'pipe' in source && 'destroy' in source
    ? nodeIterator(source as typeof source & NodeStream, iterator)
    : iterator
}

function webIterator<T>(stream: WebStream<T>): AsyncIterator<T> {
  const reader = stream.getReader()
  return {
    next: async () => {
      let ended = true
      try {
        const result = await reader.read()
        ended = result.done ?? false
        return result
      } finally {
        if (ended) reader.releaseLock()
      }
    },
    return: async () => {
      await reader.cancel()
      reader.releaseLock()
      return toResult<T>(DONE)
    },
  }
}

function nodeIterator<T>(stream: NodeStream, iterator: AsyncIterator<T>): AsyncIterator<T> {
  return {
    next: () => iterator.next(),
    return: async () => {
      stream.destroy()
      return leave(iterator) as Promise<IteratorResult<T>>
    },
  }
}
