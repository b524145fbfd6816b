import { filter, fromBatches, map, pipe, reduce } from '@rivulet/core'
import { fromWeb, toWeb, toWebTransform } from '@rivulet/streams'
import { Readable } from 'node:stream'
import { compare } from './compare.ts'

const COUNT = 100_000

/** A stream of Node's own that has an item whenever it is asked. */
function numbers(): ReadableStream<number> {
  let next = 0
  return new ReadableStream<number>({
    pull(controller) {
      if (next < COUNT) controller.enqueue(next++)
      else controller.close()
    },
  })
}

async function* generated(): AsyncGenerator<number> {
  for (let n = 0; n < COUNT; n++) yield n
}

/** The same as it comes from files and pages. */
const batched = fromBatches(async function* () {
  for (let n = 0; n < COUNT; n += 1000) yield Array.from({ length: 1000 }, (_, index) => n + index)
})

const total = reduce((sum: number, n: number) => sum + n, 0)

async function sumOf(source: AsyncIterable<number>): Promise<number> {
  let sum = 0
  for await (const n of source) sum += n
  return sum
}

/** Reads as a consumer that knows nothing of iteration does. */
async function read(stream: ReadableStream<number>): Promise<number> {
  const reader = stream.getReader()
  let sum = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) sum += next.value
  return sum
}

await compare(`A Web stream of ${COUNT} items in`, {
  'for await': async () => sumOf(numbers()),
  'Readable.fromWeb': async () => sumOf(Readable.fromWeb(numbers(), { objectMode: true })),
  'fromWeb, for await': async () => sumOf(fromWeb(numbers())),
  'fromWeb, a sink': async () => pipe(fromWeb(numbers()), total),
})

await compare(`An async generator of ${COUNT} items out as a Web stream`, {
  'ReadableStream.from': async () => read(ReadableStream.from(generated())),
  'Readable.toWeb(Readable.from)': async () =>
    read(Readable.toWeb(Readable.from(generated())) as ReadableStream<number>),
  toWeb: async () => read(toWeb(generated())),
})

await compare(`Batches of ${COUNT} items out as a Web stream`, {
  'ReadableStream.from': async () => read(ReadableStream.from(batched)),
  'Readable.toWeb(Readable.from)': async () =>
    read(Readable.toWeb(Readable.from(batched)) as ReadableStream<number>),
  toWeb: async () => read(toWeb(batched)),
})

const each = <A, B>(
  transform: (item: A, controller: TransformStreamDefaultController<B>) => void,
): TransformStream<A, B> => new TransformStream<A, B>({ transform })

await compare(`Three operators over a Web stream of ${COUNT} items`, {
  'three TransformStreams': async () =>
    read(
      numbers()
        .pipeThrough(each<number, number>((n, controller) => controller.enqueue(n + 1)))
        .pipeThrough(
          each<number, number>((n, controller) => {
            if (n % 2 === 0) controller.enqueue(n)
          }),
        )
        .pipeThrough(each<number, number>((n, controller) => controller.enqueue(n * 3))),
    ),
  toWebTransform: async () =>
    read(
      numbers().pipeThrough(
        toWebTransform(
          map((n: number) => n + 1),
          filter((n) => n % 2 === 0),
          map((n) => n * 3),
        ),
      ),
    ),
})
