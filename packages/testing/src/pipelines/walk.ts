import type { Source } from '@rivulet/core'

/** One iteration of a pipeline of either kind, by hand. What the pipeline throws, rejects. */
export interface Walk {
  next(): Promise<IteratorResult<unknown, unknown>>
  return(): Promise<unknown>
}

export function walk(pipeline: Source): Walk {
  if (Symbol.asyncIterator in pipeline) {
    const iterator = pipeline[Symbol.asyncIterator]()
    return {
      next: async () => iterator.next(),
      return: async () => iterator.return?.(),
    }
  }
  const iterator = pipeline[Symbol.iterator]()
  return {
    next: async () => iterator.next(),
    return: async () => iterator.return?.(),
  }
}
