import { flatMap, mapAsync, pipe, type Source } from '@rivulet/core'

/** A source for each item: how a law that brings its own source meets one that opens something itself. */
export function forEachItem<T>(source: Source<never>, make: () => Source<T>) {
  return pipe(
    source,
    mapAsync((item: unknown) => item),
    flatMap(() => make()),
  )
}
