import { Readable } from 'node:stream'
import { ReadableStream } from 'node:stream/web'

/** Sources that can be read once, as the language, Node and the Web make them. */
export const oneShots: readonly {
  readonly title: string
  readonly kind: 'sync' | 'async'
  make(items: readonly unknown[]): Iterable<unknown> | AsyncIterable<unknown>
}[] = [
  {
    title: 'a generator object',
    kind: 'sync',
    make: (items) => {
      function* generate(): Generator {
        yield* items
      }
      return generate()
    },
  },
  { title: 'an iterator of an array', kind: 'sync', make: (items) => items.values() },
  {
    title: 'an async generator object',
    kind: 'async',
    make: (items) => {
      async function* generate(): AsyncGenerator {
        yield* items
      }
      return generate()
    },
  },
  { title: 'a Node Readable', kind: 'async', make: (items) => Readable.from(items) },
  {
    title: 'a Web ReadableStream',
    kind: 'async',
    make: (items) =>
      new ReadableStream<unknown>({
        start(controller) {
          for (const item of items) controller.enqueue(item)
          controller.close()
        },
      }),
  },
]
